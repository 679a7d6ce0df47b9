// @vitest-environment happy-dom
import { render } from 'lit';
import { beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING, matches, withText } from '../src/model/filter.ts';
import { readEntry, type SignalTold } from '../src/model/entry.ts';
import { signalDetail, signalText } from '../src/room/signal-row.ts';
import { HOSTILE } from './plan-fixtures.ts';

const told = (more: Partial<SignalTold> = {}): SignalTold => ({
  kind: 'signal', seq: 4, at: '2026-01-01T10:00:00Z', actor: 'stakeout', signalId: '12', source: 'aws.guardduty', type: 'Recon:IAMUser/TorIPCaller',
  title: 'An API was called from Tor', score: 50, evidence: ['from 198.51.100.7'], playbook: 'guardduty', why: 'a new principal', seen: 1, text: 'x', ...more,
});
let box: HTMLElement;
beforeEach(() => {
  box = document.createElement('div');
});
const text = (): string => box.textContent?.replace(/\s+/g, ' ').trim() ?? '';

describe('a row about a signal', () => {
  it('says who says what, how bad it is and why it is here', () => {
    render(signalText(told()), box);
    expect(text()).toBe('aws.guardduty says: An API was called from Tor · score 50 · a new principal');
    render(signalText(told({ seen: 3, sample: true })), box);
    expect(text()).toContain('· a sample · told 3 times ·');
  });

  it('takes what a detector passes on as text, in the detail too', () => {
    render(signalDetail(told({ title: HOSTILE, source: HOSTILE, type: HOSTILE, evidence: [HOSTILE], playbook: HOSTILE, why: HOSTILE })), box);
    expect(box.querySelector('img, script, [style]')).toBeNull();
    expect([...box.querySelectorAll('a')].map((a) => a.getAttribute('href'))).toEqual(['/signals#signal-12']);
  });

  it('offers whom it names besides to whoever may have them watched, as text', () => {
    const offered = [{ type: 'user-name', value: 'ben', account: '111122223333' }, { type: 'access-key', value: HOSTILE }];
    const asked: unknown[] = [];
    render(signalDetail(told({ offered }), (one) => asked.push(one)), box);
    expect(text()).toContain('user-name ben of 111122223333 Watch too');
    box.querySelectorAll<HTMLButtonElement>('button')[0]!.click();
    expect(asked).toEqual([offered[0]]);
    expect(box.querySelector('img, script, [style]')).toBeNull();
    render(signalDetail(told({ offered })), box);
    expect(box.querySelector('button')).toBeNull();
    expect(text()).toContain('user-name ben of 111122223333');
  });

  it('is found by what the detector says', () => {
    const hit = (words: string): boolean => matches(withText(EVERYTHING, words), told());
    expect([hit('tor'), hit('198.51.100.7'), hit('guardduty'), hit('macie')]).toEqual([true, true, true, false]);
  });

  it('is read with its number as text, and drawn plainly without one', () => {
    expect(readEntry({ ...told(), signalId: 12 })).toMatchObject({ kind: 'signal', signalId: '12' });
    expect(readEntry({ seq: 1, kind: 'signal', text: 'x' })).toMatchObject({ kind: 'other', name: 'signal' });
  });
});
