// @vitest-environment happy-dom
import { html, render } from 'lit';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Shown as Entry } from '../src/model/entry.ts';
import { commandOf, switchKeys } from '../src/room/keys.ts';
import { feedRow } from '../src/room/feed-row.ts';
import { jsonView } from '../src/room/json-view.ts';

const HOSTILE = '<img src=x onerror="alert(1)">\u202e{{x}}</span><script>1</script>';
const state = { index: 0, selected: false, pinned: false, fresh: false };

const call = {
  seq: 7,
  kind: 'activity',
  at: '2026-01-01T12:00:00Z',
  eventId: 'e7',
  eventTime: '2026-01-01T12:00:00Z',
  arrivedAt: '2026-01-01T12:00:06Z',
  lane: 'EB',
  class: 'tamper',
  outcome: 'denied',
  sentence: 'bert-jan tried to stop trail t (AccessDenied)',
  parts: [['actor', 'bert-jan'], ['text', ' tried to stop trail '], ['object', HOSTILE], ['text', ' '], ['error', '(AccessDenied)']],
  sourceIp: HOSTILE,
  region: 'us-east-1',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
} as unknown as Entry;

let box: HTMLElement;
beforeEach(() => {
  box = document.createElement('div');
});

describe('a row', () => {
  it('shows class and outcome as two facts', () => {
    render(feedRow(call, state), box);
    const row = box.querySelector('[role=row]');
    expect(row?.className).toContain('r-tamper');
    expect(row?.querySelector('.c-class')?.textContent?.replace(/\s+/g, ' ')).toBe('TAMPERDENIED');
    expect(row?.querySelector('.c-lag')?.textContent).toBe('+6s');
    expect(row?.querySelector('b')?.textContent).toBe('bert-jan');
    expect(row?.querySelector('em')?.textContent).toBe('(AccessDenied)');
  });

  it('takes what the suspect wrote as text', () => {
    render(feedRow(call, state), box);
    expect(box.querySelector('img, script')).toBeNull();
    expect(box.querySelector('code')?.textContent).toBe(HOSTILE.replace('\u202e', '⟨U+202E⟩'));
    expect(box.querySelector('[style]')).toBeNull();
  });

  it('draws the plain sentence where no parts came', () => {
    render(feedRow({ ...call, parts: undefined } as unknown as Entry, state), box);
    expect(box.querySelector('.tx')?.textContent).toContain('bert-jan tried to stop trail t');
  });

  it.each([
    [{ seq: 1, kind: 'note', at: '', actor: 'mo', text: HOSTILE }, 'NOTE'],
    [{ seq: 2, kind: 'pin', at: '', actor: 'mo', ofSeq: 7, pinned: true }, 'PIN'],
    [{ seq: 3, kind: 'watch', at: '', action: 'opened', text: 'opened' }, 'WATCH'],
    [{ seq: 8, kind: 'signal', at: '', actor: 'stakeout', signalId: '3', source: HOSTILE, type: 't', title: HOSTILE, score: 90, why: HOSTILE, seen: 2, text: HOSTILE }, 'SIGNAL'],
    [{ seq: 4, kind: 'other', at: '', name: 'plan', text: '' }, 'ENTRY'],
  ] as [Entry, string][])('draws every kind: %s', (entry, word) => {
    render(feedRow(entry, state), box);
    expect(box.querySelector('.cls')?.textContent).toBe(word);
    expect(box.querySelectorAll('[role=cell]')).toHaveLength(8);
    expect(box.querySelector('img, script')).toBeNull();
  });

  it('shows both lanes with their lags, and says them in words', () => {
    render(feedRow({ ...call, arrivals: [{ lane: 'CW', arrivedAt: '2026-01-01T12:04:30Z' }] } as unknown as Entry, state), box);
    const cell = box.querySelector('.c-lag');
    expect(box.querySelector('.c-lane')?.textContent).toBe('EB');
    expect(cell?.querySelector('[aria-hidden]')?.textContent).toBe('+6s · CW +4m');
    expect(cell?.querySelector('.sr')?.textContent).toBe('EventBridge 6 s after the call; CloudWatch Logs 4m 30s after the call');
    expect(cell?.getAttribute('title')).toBe(cell?.querySelector('.sr')?.textContent);
    expect(box.querySelectorAll('[role=cell]')).toHaveLength(8);
  });

  it.each([
    [{ amended: { seq: 9, at: '', reason: 'UPDATED_DATA', updatedFields: '' } }, 'amended by AWS'],
    [{ addendum: { reason: 'DELIVERY_DELAY' } }, 'delivered late by AWS'],
    [{ addendum: { reason: 'SERVICE_OUTAGE' } }, 'delivered late by AWS'],
    [{}, undefined],
  ])('marks what AWS changed or delayed: %o', (more, mark) => {
    render(feedRow({ ...call, ...more } as unknown as Entry, state), box);
    expect(box.querySelector('.aws')?.textContent).toBe(mark);
  });

  it('draws an alarm about our own pipeline as one, as text', () => {
    render(feedRow({ seq: 5, kind: 'watch', at: '2026-01-01T12:00:00Z', action: 'pipeline-alarm', text: HOSTILE }, state), box);
    expect(box.querySelector('.r-alarm .cls')?.textContent).toBe('ALARM');
    expect(box.querySelector('.tx')?.textContent).toContain('⟨U+202E⟩');
    expect(box.querySelector('img, script, [role=alert]')).toBeNull();
    render(feedRow({ seq: 6, kind: 'watch', at: '', action: 'lookback', text: 'looked back' }, state), box);
    expect(box.querySelector('.r-alarm')).toBeNull();
  });

  it('says what a gap leaves out', () => {
    render(feedRow({ kind: 'gap', seq: 8812, toSeq: 8830 }, state), box);
    expect(box.textContent?.replace(/\s+/g, ' ').trim()).toBe('gap 8812 to 8830, load');
  });
});

describe('a record', () => {
  it('is text, line by line', () => {
    render(html`${jsonView({ name: HOSTILE, list: [1, { a: null }], empty: {} })}`, box);
    expect(box.querySelector('img, script')).toBeNull();
    expect(box.querySelector('.jk')?.textContent).toBe('"name":');
    const text = box.textContent?.replaceAll('⟨U+202E⟩', '\\u202e') ?? '';
    expect(JSON.parse(`{${text}}`)).toEqual({ name: HOSTILE, list: [1, { a: null }], empty: {} });
  });
});

describe('keys', () => {
  const press = (key: string, target: Element = document.body): ReturnType<typeof commandOf> => {
    let command: ReturnType<typeof commandOf>;
    const listen = (event: Event): void => {
      command = commandOf(event as KeyboardEvent);
    };
    document.addEventListener('keydown', listen, { once: true });
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    return command;
  };

  it('mean one thing each, but not while somebody types', () => {
    expect(press(' ')).toEqual({ does: 'follow' });
    expect(press('3')).toEqual({ does: 'class', index: 2 });
    expect(press('z')).toBeUndefined();
    const input = document.createElement('input');
    document.body.append(input);
    expect(press('n', input)).toBeUndefined();
  });

  it('can be switched off, except the way back', () => {
    switchKeys(false);
    expect(press('n')).toBeUndefined();
    expect(press('?')).toEqual({ does: 'help' });
    expect(press('Escape')).toEqual({ does: 'close' });
    switchKeys(true);
    expect(press('n')).toEqual({ does: 'note' });
  });
});
