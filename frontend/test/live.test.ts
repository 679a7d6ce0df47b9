import { beforeEach, describe, expect, it, vi, afterEach } from 'vitest';
import { LiveLink, backOff, type Beat, type LinkState, type Socket } from '../src/live.ts';
import type { Entry } from '../src/model/entry.ts';

class FakeSocket implements Socket {
  sent: string[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closed = true;
  }
  says(message: unknown): void {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) });
  }
}

const note = (seq: number): unknown => ({ seq, kind: 'note', at: '2026-01-01T00:00:00Z', text: `n${seq}` });
const notes = (from: number, to: number): unknown[] => Array.from({ length: to - from + 1 }, (_, i) => note(from + i));
const snapshot = (from: number, to: number): unknown => ({ type: 'snapshot', fromSeq: from, headSeq: to, entries: notes(from, to) });
const batch = (from: number, to: number): unknown => ({ type: 'batch', fromSeq: from, toSeq: to, entries: notes(from, to) });

let sockets: FakeSocket[];
let got: number[];
let lost: [number, number][];
let states: LinkState[];
let beats: Beat[];
let page: ReturnType<typeof vi.fn>;
let link: LiveLink;

const socket = (): FakeSocket => sockets.at(-1) as FakeSocket;
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

function serve(head: number): void {
  page.mockImplementation((after: number, limit: number) =>
    Promise.resolve({ entries: after >= head ? [] : notes(after + 1, Math.min(head, after + limit)), headSeq: head }),
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  got = [];
  lost = [];
  states = [];
  beats = [];
  page = vi.fn();
  link = new LiveLink(
    {
      open: () => {
        sockets.push(new FakeSocket());
        return socket();
      },
      page: page as never,
      now: () => Date.now(),
      random: () => 0,
      later: (milliseconds, run) => {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    {
      entries: (entries: Entry[]) => got.push(...entries.map((entry) => entry.seq)),
      lost: (from, to) => lost.push([from, to]),
      state: (state) => states.push(state),
      beat: (beat) => beats.push(beat),
      presence: () => {},
    },
  );
  link.start();
  socket().onopen?.();
});

afterEach(() => {
  link.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('order', () => {
  it('says hello with nothing seen and is live after the snapshot', () => {
    expect(socket().sent).toEqual(['{"type":"hello","afterSeq":0}']);
    socket().says(snapshot(1, 3));
    expect(got).toEqual([1, 2, 3]);
    expect(states.map((state) => state.is)).toEqual(['connecting', 'live']);
  });

  it('begins wherever the first snapshot begins', () => {
    socket().says(snapshot(301, 303));
    socket().says(batch(304, 305));
    expect(got).toEqual([301, 302, 303, 304, 305]);
    expect(page).not.toHaveBeenCalled();
  });

  it('drops what it has seen, whole batches and halves', () => {
    socket().says(snapshot(1, 3));
    socket().says(batch(2, 3));
    socket().says(batch(3, 5));
    expect(got).toEqual([1, 2, 3, 4, 5]);
  });

  it('counts an entry of a kind it does not know', () => {
    socket().says({ type: 'snapshot', fromSeq: 1, headSeq: 1, entries: [{ seq: 1, kind: 'lineage', text: 'x' }] });
    expect(got).toEqual([1]);
  });

  it('survives what is not a message', () => {
    socket().says('not json');
    socket().says('null');
    socket().says({ type: 'something-new' });
    socket().says(snapshot(1, 1));
    expect(got).toEqual([1]);
  });
});

describe('gaps', () => {
  it('loads what the socket skipped before it delivers what came after', async () => {
    serve(10);
    socket().says(snapshot(1, 2));
    socket().says(batch(6, 7));
    socket().says(batch(8, 9));
    expect(got).toEqual([1, 2]);
    await settle();
    expect(got.slice(0, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(got).size).toBe(got.length);
  });

  it('loads in pages of 500', async () => {
    serve(1300);
    socket().says(snapshot(1, 2));
    socket().says({ type: 'gap', fromSeq: 3, toSeq: 1300 });
    await vi.advanceTimersByTimeAsync(1);
    expect(page.mock.calls).toEqual([[2, 500], [502, 500], [1002, 500]]);
    expect(got).toHaveLength(1300);
    expect(got).toEqual([...got].sort((a, b) => a - b));
  });

  it('tries a page again and goes on', async () => {
    serve(5);
    page.mockRejectedValueOnce(new Error('down'));
    socket().says(snapshot(1, 2));
    socket().says(batch(5, 5));
    await vi.advanceTimersByTimeAsync(1000);
    expect(got).toEqual([1, 2, 3, 4, 5]);
    expect(lost).toEqual([]);
  });

  it('names a stretch that can not be loaded and does not stand still', async () => {
    page.mockRejectedValue(new Error('down'));
    socket().says(snapshot(1, 2));
    socket().says(batch(6, 7));
    for (let i = 0; i < 4; i++) {
      await vi.advanceTimersByTimeAsync(3000);
      socket().says({ type: 'beat', headSeq: 7, lag: {}, now: '' });
    }
    expect(lost).toEqual([[3, 5]]);
    expect(got).toEqual([1, 2, 6, 7]);
  });

  it('notices by two beats that a batch never came', async () => {
    serve(4);
    socket().says(snapshot(1, 2));
    socket().says({ type: 'beat', headSeq: 4, lag: { p50: 6, p95: null }, now: '' });
    await settle();
    expect(got).toEqual([1, 2]);
    socket().says({ type: 'beat', headSeq: 4, lag: { p50: 6, p95: null }, now: '' });
    await settle();
    expect(got).toEqual([1, 2, 3, 4]);
    expect(beats[0]?.lag).toEqual({ p50: 6, p95: null });
  });
});

describe('a refill under stress', () => {
  it('keeps what has arrived behind a stretch that can not be loaded', async () => {
    page.mockRejectedValue(new Error('down'));
    socket().says(snapshot(1, 2));
    socket().says(batch(6, 7));
    socket().says(batch(8, 9));
    socket().says(batch(10, 10));
    for (let i = 0; i < 4; i++) {
      await vi.advanceTimersByTimeAsync(3000);
      socket().says({ type: 'beat', headSeq: 10, lag: {}, now: '' });
    }
    expect(lost).toEqual([[3, 5]]);
    expect(got).toEqual([1, 2, 6, 7, 8, 9, 10]);
  });

  it('still loads what was asked for behind the rows that waited', async () => {
    page.mockResolvedValueOnce({ entries: [], headSeq: 9 });
    socket().says(snapshot(1, 2));
    socket().says({ type: 'gap', fromSeq: 3, toSeq: 9 });
    socket().says(batch(5, 6));
    serve(9);
    await settle();
    expect(lost).toEqual([[3, 4]]);
    expect(got).toEqual([1, 2, 5, 6, 7, 8, 9]);
  });

  it('does not call rows lost while the server can not be reached', async () => {
    page.mockRejectedValue(new Error('down'));
    socket().says(snapshot(1, 2));
    socket().says(batch(6, 7));
    socket().onclose?.();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lost).toEqual([]);
    serve(9);
    socket().onopen?.();
    socket().says(snapshot(3, 9));
    await vi.advanceTimersByTimeAsync(5000);
    expect(got).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('holds no more than a thousand rows back and loads the others in pages', async () => {
    let answer = (_: unknown): void => {};
    page.mockImplementationOnce(() => new Promise((done) => (answer = done)));
    socket().says(snapshot(1, 2));
    for (let from = 11; from < 3011; from += 100) socket().says(batch(from, from + 99));
    expect(link.waitingRows).toBeLessThanOrEqual(1000);
    serve(3010);
    answer({ entries: notes(3, 10), headSeq: 3010 });
    await settle();
    expect(got).toEqual(Array.from({ length: 3010 }, (_, i) => i + 1));
    expect(link.behind).toBe(0);
  });

  it('says how many rows are not here yet', () => {
    page.mockReturnValue(new Promise(() => {}));
    socket().says(snapshot(1, 2));
    socket().says(batch(8, 9));
    expect(link.behind).toBe(7);
  });

  it('counts what a snapshot leaves out after a long absence as rows to load', async () => {
    serve(2000);
    socket().says(snapshot(1, 10));
    socket().onclose?.();
    await vi.advanceTimersByTimeAsync(500);
    socket().onopen?.();
    socket().says(snapshot(1501, 2000));
    expect(link.behind).toBe(1990);
    await settle();
    expect(got).toEqual(Array.from({ length: 2000 }, (_, i) => i + 1));
  });
});

describe('a refusal', () => {
  const refused = (status: number): Error => Object.assign(new Error('no'), { status });

  it.each([[401, 'signed-out'], [403, 'role'], [404, 'not-found']])('of the upgrade with %i ends the tries', async (status, reason) => {
    page.mockRejectedValue(refused(status));
    socket().says(snapshot(1, 1));
    socket().onclose?.();
    await vi.advanceTimersByTimeAsync(500);
    socket().onclose?.();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(2);
    expect(states.at(-1)).toMatchObject({ is: 'over', reason });
  });

  it('of a refill ends the tries instead of calling the rows lost', async () => {
    page.mockRejectedValue(refused(401));
    socket().says(snapshot(1, 2));
    socket().says(batch(6, 7));
    await vi.advanceTimersByTimeAsync(1000);
    expect(states.at(-1)).toMatchObject({ is: 'over', reason: 'signed-out' });
    expect(lost).toEqual([]);
  });

  it('is no end when the server is down', async () => {
    page.mockRejectedValue(refused(503));
    socket().onclose?.();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(states.at(-1)?.is).toBe('reconnecting');
  });

  it('can be followed by a new start, which loads what is missing', async () => {
    page.mockRejectedValueOnce(refused(401));
    socket().says(snapshot(1, 2));
    socket().says(batch(6, 7));
    await settle();
    serve(9);
    link.start();
    socket().onopen?.();
    expect(socket().sent).toEqual(['{"type":"hello","afterSeq":2}']);
    socket().says(snapshot(8, 9));
    await settle();
    expect(got).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('a computer that slept', () => {
  it('is found out by the clock although no timer ran', () => {
    socket().says(snapshot(1, 2));
    vi.setSystemTime(Date.now() + 3_600_000);
    link.wake();
    expect(states.at(-1)?.is).toBe('reconnecting');
  });

  it('is found out within 2 s although nobody woke the link', async () => {
    socket().says(snapshot(1, 2));
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(2000);
    expect(states.some((state) => state.is === 'reconnecting')).toBe(true);
  });

  it('does not wait out a pause between tries, but the one that the server asked for', async () => {
    socket().says(snapshot(1, 2));
    for (let i = 0; i < 6; i++) {
      socket().onclose?.();
      if (i < 5) await vi.advanceTimersByTimeAsync(15_000);
    }
    const tries = sockets.length;
    link.wake();
    expect(sockets).toHaveLength(tries + 1);
    socket().onopen?.();
    socket().says({ type: 'bye', reason: 'full', retryAfter: 30 });
    link.wake();
    expect(sockets).toHaveLength(tries + 1);
    expect(states.at(-1)).toMatchObject({ is: 'reconnecting', reason: 'full' });
  });

  it('is not fooled by a clock that was set back', async () => {
    socket().says(snapshot(1, 2));
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(14_000);
    expect(states.some((state) => state.is === 'reconnecting')).toBe(true);
  });
});

describe('a lost connection', () => {
  it('is noticed after 12 s of silence', async () => {
    socket().says(snapshot(1, 2));
    await vi.advanceTimersByTimeAsync(11_999);
    expect(states.at(-1)?.is).toBe('live');
    await vi.advanceTimersByTimeAsync(1);
    expect(states.at(-1)?.is).toBe('reconnecting');
    expect(sockets[0]?.closed).toBe(true);
  });

  it('comes back where it was and loads what is missing', async () => {
    serve(9);
    socket().says(snapshot(1, 3));
    socket().onclose?.();
    await vi.advanceTimersByTimeAsync(500);
    expect(sockets).toHaveLength(2);
    socket().onopen?.();
    expect(socket().sent).toEqual(['{"type":"hello","afterSeq":3}']);
    socket().says(snapshot(8, 9));
    await settle();
    expect(got).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(states.at(-1)?.is).toBe('live');
  });

  it('keeps the time at which it was lost over several tries', async () => {
    socket().says(snapshot(1, 1));
    const at = Date.now();
    socket().onclose?.();
    await vi.advanceTimersByTimeAsync(500);
    socket().onclose?.();
    await vi.advanceTimersByTimeAsync(500);
    socket().onclose?.();
    expect(states.at(-1)).toMatchObject({ is: 'reconnecting', since: at });
  });

  it('waits 0.5 s doubling to 15 s, the upper half by chance', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map((attempt) => backOff(attempt, 1))).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect([0, 1, 2, 9].map((attempt) => backOff(attempt, 0))).toEqual([500, 500, 1000, 7500]);
  });

  it('ignores a socket that it has given up', async () => {
    socket().says(snapshot(1, 1));
    const old = socket();
    old.onclose?.();
    await vi.advanceTimersByTimeAsync(500);
    old.says(batch(2, 2));
    expect(got).toEqual([1]);
  });
});

describe('bye', () => {
  it('waits as long as it is told', async () => {
    socket().says(snapshot(1, 1));
    socket().says({ type: 'bye', reason: 'shutdown', retryAfter: 7 });
    await vi.advanceTimersByTimeAsync(6999);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(2);
  });

  it.each(['full', 'slow', 'shutdown', 'no-hello'])('comes back after %s', async (reason) => {
    socket().says(snapshot(1, 1));
    socket().says({ type: 'bye', reason, retryAfter: 5 });
    expect(states.at(-1)).toMatchObject({ is: 'reconnecting', reason });
    await vi.advanceTimersByTimeAsync(5000);
    expect(sockets).toHaveLength(2);
  });

  it.each(['signed-out', 'role', 'not-found', 'restricted'])('does not come back after %s', async (reason) => {
    socket().says(snapshot(1, 1));
    socket().says({ type: 'bye', reason });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
    expect(states.at(-1)).toMatchObject({ is: 'over', reason });
  });
});
