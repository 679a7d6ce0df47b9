// @vitest-environment happy-dom
import { render } from 'lit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { activeBar } from '../src/room/active-bar.ts';
import { feedRow } from '../src/room/feed-row.ts';
import { RoomDrawer } from '../src/room/room-drawer.ts';
import { roomHead } from '../src/room/room-head.ts';
import type { Incident } from '../src/model/incident.ts';
import type { LightElement } from '../src/room/light-element.ts';
import { activity } from './fixtures.ts';
import { HOSTILE, planEntry } from './plan-fixtures.ts';

const state = { index: 3, selected: false, pinned: false, fresh: false };
let box: HTMLElement;
beforeEach(() => {
  box = document.createElement('div');
});
const text = (): string => box.textContent?.replace(/\s+/g, ' ').trim() ?? '';

describe('a row about a plan', () => {
  it.each(['drafted', 'requested', 'approved', 'executed', 'contested', 'something newer'])('says %s, and leads to the plan', (action) => {
    render(feedRow(planEntry(4, action, { text: HOSTILE }), state), box);
    expect(box.querySelector('.cls')?.textContent).toBe(action.toUpperCase());
    expect(box.querySelector('a')?.getAttribute('href')).toBe('#plan=12');
    expect(box.querySelector('img, script')).toBeNull();
    expect(box.querySelectorAll('[role=cell]')).toHaveLength(8);
  });
});

describe('the line of a cut', () => {
  it('is a row without a number, and leads to its plan', () => {
    render(feedRow({ kind: 'cut', seq: 3.5, cut: { plan: '12', level: 'L3', at: '2026-01-01T10:41:00Z', provenFrom: '2026-01-01T10:41:09Z' } }, state), box);
    expect(text()).toContain('Cut-off 10:41:00 UTC');
    expect(text()).toContain('what succeeds after 10:41:09 breaks it');
    expect(box.querySelector('[data-seq]')).toBeNull();
  });
});

describe('a call and a cut', () => {
  it.each([
    ['late', 'before cut-off (late)', 'r-late'],
    ['active', 'AFTER cut-off: still active', 'r-still'],
    ['denied', 'after cut-off: denied', 'r-read'],
    [undefined, '', 'r-read'],
  ] as const)('%s', (mark, words, look) => {
    render(feedRow(activity(1), { ...state, mark }), box);
    expect(box.querySelector('.badge, .k')?.textContent ?? '').toBe(words);
    expect(box.querySelector('[role=row]')?.className).toContain(look);
  });

  it('that succeeded interrupts, once for all of them', () => {
    render(activeBar([activity(1), activity(2, { sentence: HOSTILE })], () => {}, () => {}), box);
    expect(box.querySelector('[role=alert]')?.textContent).toContain('AFTER cut-off: still active');
    expect(text()).toContain('And 1 before it.');
    expect(box.querySelector('img')).toBeNull();
    render(activeBar([], () => {}, () => {}), box);
    expect(text()).toBe('');
    expect(box.querySelector('[role=alert]')).toBeNull();
  });
});

describe('the strip of the head', () => {
  const about = { id: 1, title: 't', severity: 'high', state: 'watching', following: 'full', openedAt: '2026-01-01T10:02:00Z', openedBy: 'mo', origin: 'person', suspects: [], counters: { total: 1, denied: 0, failed: 0, duplicates: 0 } } as unknown as Incident;
  const draw = (incident: Incident, stages: Parameters<typeof roomHead>[0]['stages']): void => {
    render(roomHead({ incident: '1', about: incident, alarms: 0, people: [], canRespond: true, stages }, {} as never, () => {}), box);
  };
  const strip = (): string => [...box.querySelectorAll('[aria-label="State of the incident"] li')].map((li) => li.textContent?.replace(/\s+/g, ' ').trim()).join(', ');

  it('goes from opened by the plan to closed', () => {
    draw(about, [{ word: 'executed', at: '2026-01-01T10:41:00Z', is: 'done' }, { word: 'verifying', is: 'now' }]);
    expect(strip()).toBe('opened 10:02:00, watching, executed 10:41:00, verifying, closed');
    expect(box.querySelector('[aria-current=step]')?.textContent).toBe('verifying');
  });

  it('of a closed incident leaves out what never came', () => {
    draw({ ...about, state: 'closed', verdict: 'benign', closedAt: '2026-01-01T11:00:00Z' }, [{ word: 'plan drafted', is: 'now' }, { word: 'approved', is: 'todo' }]);
    expect(strip()).toContain('plan drafted');
    expect(strip()).not.toContain('approved');
    expect(box.querySelector('[aria-current=step]')?.textContent).toContain('closed: benign');
  });
});

describe('the way into the drawer', () => {
  const room = (): LightElement => Object.assign(document.createElement('main'), { requestUpdate: vi.fn(), updateComplete: Promise.resolve(true) }) as unknown as LightElement;

  it('is the address of the page, which names the plan as long as it is open', () => {
    location.hash = '#plan=12';
    const drawer = new RoomDrawer(room());
    drawer.start();
    expect(drawer.plan).toBe('12');
    drawer.open('13');
    expect(location.hash).toBe('#plan=13');
    drawer.close();
    expect(location.hash).toBe('');
    expect(drawer.plan).toBeUndefined();
    drawer.stop();
  });

  it('leaves a link to a row alone, and takes nothing else for a plan', () => {
    location.hash = '#812';
    const drawer = new RoomDrawer(room());
    drawer.start();
    expect(drawer.plan).toBeUndefined();
    drawer.open('');
    expect(location.hash).toBe('#812');
    drawer.stop();
    location.hash = '#plan=<img>';
    drawer.start();
    expect(drawer.plan).toBe('');
    drawer.stop();
  });
});
