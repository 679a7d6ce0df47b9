// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Identity, Issuance } from '../src/model/lineage.ts';
import { Reading } from '../src/room/reading.ts';
import type { SoIdentityDialog } from '../src/room/so-identity-dialog.ts';
import type { SoTree } from '../src/room/so-tree.ts';
import { identity, issuance } from './fixtures.ts';
import '../src/room/so-identity-dialog.ts';
import '../src/room/so-tree.ts';
import '../src/room/so-watch.ts';

const HOSTILE = '<img src=x onerror="alert(1)">\u202e';
const SHOWN = HOSTILE.replace('\u202e', '⟨U+202E⟩');
const suspect = identity('1', { relation: 'suspect', kind: 'user', label: 'u', keys: [{ value: 'AKIA1', events: 3 }] });
const words = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('the watch tree', () => {
  let tree: SoTree;
  const said: [string, unknown][] = [];
  const draw = async (identities: Identity[], issuances: Issuance[] = []): Promise<void> => {
    tree.lineage = { follow: 'full', identities, issuances };
    await tree.updateComplete;
  };
  const button = (name: string): HTMLButtonElement | undefined =>
    [...tree.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? words(one)).startsWith(name));

  beforeEach(() => {
    said.length = 0;
    tree = document.createElement('so-tree') as SoTree;
    tree.canRespond = true;
    for (const name of ['so-filter', 'so-term', 'so-go', 'so-decide', 'so-joined', 'so-remove-suspect']) {
      tree.addEventListener(name, (event) => said.push([name, (event as CustomEvent).detail]));
    }
    document.body.append(tree);
  });
  afterEach(() => {
    tree.remove();
    vi.useRealTimers();
  });

  it('takes what the suspect wrote as text', async () => {
    const hostile = identity('2', { kind: HOSTILE, label: HOSTILE, value: HOSTILE, note: HOSTILE, by: HOSTILE, addresses: [{ value: HOSTILE, events: 1 }], agents: [{ value: HOSTILE, events: 1 }] });
    await draw([suspect, hostile], [issuance('1', '2', 42, { how: HOSTILE, certainty: HOSTILE, otherAccount: HOSTILE, eventId: HOSTILE, seq: null })]);
    expect(tree.querySelector('img, script, [style]')).toBeNull();
    expect(tree.innerHTML).not.toContain('\u202e');
    expect(tree.querySelectorAll('.node')[1]?.querySelector('.node-l')?.textContent).toBe(SHOWN);
  });

  it('says how each came and shows the call that proves it', async () => {
    await draw([suspect, identity('2', { events: 1234, lastSeen: '2026-01-01T12:50:00Z', addresses: [{ value: '192.0.2.7', events: 2, news: 'new' }] })], [issuance('1', '2', 42)]);
    const node = tree.querySelectorAll('.node')[1];
    expect(words(node)).toBe('who-2 1,234 calls AssumeRole · exact · 12:42:00 12:50:00 · 192.0.2.7');
    expect(node?.innerHTML).toContain('192.0.2.7 (2, new)');
    button('Show the call that proves who-2')?.click();
    expect(said).toEqual([['so-go', 7]]);
    expect(tree.querySelectorAll('li')[1]?.className).toBe('d1');
    expect(tree.querySelectorAll('li')[1]?.getAttribute('aria-level')).toBe('2');
  });

  it('offers no row for a proof that is none', async () => {
    await draw([suspect, identity('2')], [issuance('1', '2', 42, { seq: null })]);
    expect(words(tree)).toContain("AssumeRole · exact · 12:42:00, proved by an AWS service's record");
    expect(button('Show the call')).toBeUndefined();
  });

  it('marks what is to be known of somebody', async () => {
    const marked = identity('2', { excluded: true, watched: false, unwatched: 'excluded', looking: true, secondAddress: true, note: 'the agent', by: 'mo' });
    await draw(
      [suspect, marked, identity('3', { unwatched: 'level', watched: false })],
      [issuance('1', '2', 0, { otherAccount: '222233334444', otherAccountSeen: false }), issuance('1', '3', 1, { otherAccount: '222233334444', otherAccountSeen: true })],
    );
    expect([...tree.querySelectorAll('.bdg')].map(words)).toEqual([
      'excluded', 'looking for us', '2nd address', 'account 222233334444 not in the stream', 'not at this level', 'account 222233334444 seen',
    ]);
    expect(words(tree)).toContain('mo: the agent');
  });

  it('filters the feed by a node, and by a key that nobody is known to have minted', async () => {
    await draw([suspect]);
    button('u')?.click();
    button('AKIA1')?.click();
    expect(said[0]).toMatchObject(['so-filter', { terms: [{ field: 'identity', value: '1', not: false }] }]);
    expect(said[1]).toEqual(['so-term', { field: 'accessKeyId', value: 'AKIA1', not: false }]);
    tree.filter = said[0]?.[1] as typeof tree.filter;
    await tree.updateComplete;
    expect(button('u')?.getAttribute('aria-pressed')).toBe('true');
  });

  it('lets a responder decide what can be decided', async () => {
    const offered = identity('3', { relation: 'possible', unwatched: 'offered', watched: false });
    tree.suspects = [{ id: 5, type: 'principal-arn', value: suspect.value }, { id: 6, type: 'access-key', value: 'x' }];
    await draw([suspect, identity('2', { excluded: true, watched: false }), offered], [issuance('1', '2'), issuance('1', '3')]);
    ['Stop watching', 'Include who-2', 'Confirm who-3', 'Exclude who-3'].forEach((name) => button(name)?.click());
    expect(said.map(([name, detail]) => [name, (detail as { decision?: string }).decision])).toEqual([
      ['so-remove-suspect', undefined], ['so-decide', 'include'], ['so-decide', 'confirm'], ['so-decide', 'exclude'],
    ]);
    expect(button('Exclude u')).toBeUndefined();
    tree.canRespond = false;
    await tree.updateComplete;
    expect(tree.querySelector('.acts')).toBeNull();
  });

  it('folds a section of more than three, and lets nothing move because a fourth has joined', async () => {
    const touched = (n: number): Identity[] => Array.from({ length: n }, (_, i) => identity(String(i + 2), { relation: 'touched' }));
    await draw([suspect, ...touched(3)]);
    expect(tree.querySelectorAll('.node')).toHaveLength(4);
    await draw([suspect, ...touched(4)]);
    expect(tree.querySelectorAll('.node')).toHaveLength(5);
    tree.remove();
    tree = document.createElement('so-tree') as SoTree;
    document.body.append(tree);
    await draw([suspect, ...touched(4)]);
    expect(tree.querySelectorAll('.node')).toHaveLength(1);
    expect(button('Touched')?.getAttribute('aria-expanded')).toBe('false');
    button('Touched')?.click();
    await tree.updateComplete;
    expect(tree.querySelectorAll('.node')).toHaveLength(5);
  });

  it('shows more children when asked', async () => {
    const ids = Array.from({ length: 300 }, (_, i) => String(i + 2));
    await draw([suspect, ...ids.map((id) => identity(id))], ids.map((id) => issuance('1', id)));
    expect(tree.querySelectorAll('.node')).toHaveLength(21);
    button('and 280 more')?.click();
    await tree.updateComplete;
    expect(tree.querySelectorAll('.node')).toHaveLength(221);
    expect(words(tree)).toContain('and 80 more');
  });

  it('flashes who joins, once, and says it at most every ten seconds', async () => {
    vi.useFakeTimers();
    await draw([suspect]);
    expect(tree.querySelector('.node-new')).toBeNull();
    await draw([suspect, identity('2')], [issuance('1', '2')]);
    expect(tree.querySelectorAll('.node-new')).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(said).toEqual([['so-joined', 'Joined: who-2']]);
    vi.advanceTimersByTime(2000);
    await draw([suspect, ...['2', '3', '4', '5', '6'].map((id) => identity(id))], [issuance('1', '2')]);
    expect(tree.querySelector('.node-new .node-l')?.textContent).toBe('who-3');
    vi.advanceTimersByTime(5000);
    expect(said).toHaveLength(1);
    vi.advanceTimersByTime(5000);
    expect(said[1]).toEqual(['so-joined', 'Joined: who-3, who-4, who-5 and 1 more']);
  });
});

describe('without a lineage', () => {
  it('the suspects are shown as they were named, and why it is missing', async () => {
    const watch = document.createElement('so-watch') as HTMLElement & Record<string, unknown> & { updateComplete: Promise<unknown> };
    watch['incident'] = { follow: 'direct', state: 'watching', suspects: [{ id: 1, type: 'access-key', value: 'AKIA1' }], counters: { total: 4 } };
    watch['problem'] = { title: 'Stakeout did not answer' };
    document.body.append(watch);
    await watch.updateComplete;
    expect([...watch.querySelectorAll('.tree .node')].map(words)).toEqual(['AKIA14 access key']);
    expect(words(watch)).toContain('could not be read: Stakeout did not answer');
    watch['lineage'] = { follow: 'direct', identities: [identity('1', { relation: 'suspect', value: 'AKIA1', label: 'AKIA1' })], issuances: [] };
    await watch.updateComplete;
    await vi.waitFor(() => expect(watch.querySelectorAll('so-tree .node')).toHaveLength(1));
    expect(watch.querySelectorAll('.tree .node')).toHaveLength(1);
    const levels: unknown[] = [];
    watch.addEventListener('so-level', (event) => levels.push((event as CustomEvent).detail));
    watch['canRespond'] = true;
    await watch.updateComplete;
    const select = watch.querySelector('select') as HTMLSelectElement;
    select.value = 'full';
    select.dispatchEvent(new Event('change'));
    expect([levels, select.value]).toEqual([['full'], 'direct']);
    watch.remove();
  });
});

describe('a decision', () => {
  it('needs a note, and does not take that of another', async () => {
    const sent: [string, unknown][] = [];
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
      sent.push([path, JSON.parse(String(init.body))]);
      return Promise.resolve(new Response('{}'));
    });
    const dialog = document.createElement('so-identity-dialog') as SoIdentityDialog;
    document.body.append(dialog);
    const ask = async (who: Identity): Promise<HTMLTextAreaElement> => {
      Object.assign(dialog, { incident: '9', who, decision: 'exclude' }).open();
      await new Promise((done) => setTimeout(done, 5));
      return dialog.querySelector('textarea') as HTMLTextAreaElement;
    };
    (await ask(identity('2', { value: HOSTILE }))).value = 'the agent';
    expect(dialog.querySelector('img')).toBeNull();
    expect(words(dialog)).toContain(SHOWN);
    expect((await ask(identity('2'))).value).toBe('the agent');
    const note = await ask(identity('3'));
    expect([note.value, note.required, note.maxLength]).toEqual(['', true, 2000]);
    note.value = 'somebody else';
    dialog.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true, bubbles: true }));
    await new Promise((done) => setTimeout(done, 5));
    expect(sent).toEqual([['/api/incidents/9/identities/3/exclude', { note: 'somebody else' }]]);
    dialog.remove();
    vi.unstubAllGlobals();
  });
});

describe('reading again', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('has never two questions under way, and the sooner wish counts', async () => {
    let asked = 0;
    let answer: (response: Response) => void = () => {};
    vi.stubGlobal('fetch', () => {
      asked += 1;
      return new Promise<Response>((done) => (answer = done));
    });
    const reading = new Reading<{ a: number }>('/x', () => {});
    reading.soon(3000);
    reading.soon(200);
    reading.soon(3000);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toBe(1);
    reading.soon(200);
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toBe(1);
    answer(new Response('{"a":1}'));
    await vi.advanceTimersByTimeAsync(0);
    expect(reading.value).toEqual({ a: 1 });
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toBe(2);
    answer(new Response('{}', { status: 503 }));
    await vi.advanceTimersByTimeAsync(0);
    expect([reading.value, reading.problem?.status]).toEqual([{ a: 1 }, 503]);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(asked).toBe(3);
    reading.stop();
    answer(new Response('{}', { status: 503 }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(3);
  });
});
