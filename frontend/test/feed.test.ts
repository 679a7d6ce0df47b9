// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Shown } from '../src/model/entry.ts';
import { ROW } from '../src/model/feed-window.ts';
import type { SoFeed } from '../src/room/so-feed.ts';

const note = (seq: number): Shown => ({ seq, kind: 'note', at: '2026-01-01T12:00:00Z', actor: 'mo', text: `note ${seq}` });
const notes = (from: number, to: number): Shown[] => Array.from({ length: to - from + 1 }, (_, i) => note(from + i));
const HEIGHT = 20 * ROW;

/** A browser lays out and clamps; happy-dom does neither. */
function layOut(feed: SoFeed): void {
  const scroller = feed.scroller;
  let top = 0;
  Object.defineProperty(scroller, 'clientHeight', { get: () => HEIGHT, configurable: true });
  Object.defineProperty(scroller, 'scrollTop', {
    get: () => top,
    set: (wanted: number) => {
      top = Math.max(0, Math.min(wanted, feed.rows.length * ROW - HEIGHT));
    },
    configurable: true,
  });
}

describe('the feed', () => {
  let feed: SoFeed;
  let resized: () => void;
  const said: string[] = [];

  beforeEach(async () => {
    vi.stubGlobal('ResizeObserver', class {
      constructor(run: () => void) {
        resized = run;
      }
      observe(): void {}
      disconnect(): void {}
    });
    await import('../src/room/so-feed.ts');
    said.length = 0;
    feed = document.createElement('so-feed') as SoFeed;
    ['so-pause', 'so-older'].forEach((name) => feed.addEventListener(name, () => said.push(name)));
    feed.rows = notes(1, 5000);
    document.body.append(feed);
    await feed.updateComplete;
    layOut(feed);
    resized();
    await feed.updateComplete;
  });

  afterEach(() => {
    feed.remove();
    vi.unstubAllGlobals();
  });

  const drawn = (): number[] => [...feed.querySelectorAll<HTMLElement>('.r')].map((row) => Number(row.dataset['seq']));
  const shift = (): number => Number(/(\d+)px/.exec(feed.querySelector<HTMLElement>('.win')?.style.transform ?? '')?.[1]);
  const scroll = async (top: number): Promise<void> => {
    feed.scroller.scrollTop = top;
    feed.scroller.dispatchEvent(new Event('scroll'));
    await feed.updateComplete;
  };

  it('draws few of many rows, and those at their place', () => {
    expect(drawn().at(-1)).toBe(5000);
    expect(drawn().length).toBeLessThan(50);
    expect(shift()).toBe(((drawn()[0] as number) - 1) * ROW);
    expect(feed.getAttribute('aria-rowcount')).toBe('5001');
    expect(feed.querySelector('#row-5000')?.getAttribute('aria-rowindex')).toBe('5001');
    expect(feed.lastInView).toBe(5000);
  });

  it('follows the newest row', async () => {
    feed.rows = notes(1, 5003);
    await feed.updateComplete;
    expect(drawn().at(-1)).toBe(5003);
    expect(feed.scroller.scrollTop).toBe(5003 * ROW - HEIGHT);
    expect(said).toEqual([]);
  });

  it('says that somebody scrolled away, and stays there', async () => {
    await scroll(1000 * ROW);
    expect(said).toEqual(['so-pause']);
    feed.following = false;
    feed.rows = notes(1, 5010);
    await feed.updateComplete;
    expect(feed.scroller.scrollTop).toBe(1000 * ROW);
    expect(drawn()).toContain(1001);
  });

  it('keeps the row under the eye when older ones come above it and when the oldest go', async () => {
    feed.following = false;
    await scroll(1000 * ROW + 5);
    feed.rows = notes(-499, 5000);
    await feed.updateComplete;
    expect(feed.scroller.scrollTop).toBe(1500 * ROW + 5);
    expect(drawn()).toContain(1001);
    feed.rows = notes(101, 5000);
    await feed.updateComplete;
    expect(feed.scroller.scrollTop).toBe(900 * ROW + 5);
    expect(shift()).toBe(((drawn()[0] as number) - 101) * ROW);
  });

  it('does not pull a reader back when it is only drawn again', async () => {
    feed.following = false;
    await scroll(1000 * ROW);
    feed.scroller.scrollTop = 1200 * ROW;
    feed.selected = 1201;
    await feed.updateComplete;
    expect(feed.scroller.scrollTop).toBe(1200 * ROW);
    await feed.updateComplete;
    expect(drawn()).toContain(1201);
  });

  it('asks for older rows at the top', async () => {
    feed.following = false;
    await scroll(ROW);
    expect(said).toEqual(['so-older']);
  });

  it('goes to a row', async () => {
    feed.following = false;
    await feed.updateComplete;
    await feed.showRow(2500, 'center');
    await scroll(feed.scroller.scrollTop);
    expect(feed.scroller.scrollTop).toBe((2499 - 10) * ROW);
    expect(drawn()).toContain(2500);
  });

  it('survives a filter that leaves little', async () => {
    feed.following = false;
    await scroll(4000 * ROW);
    feed.rows = notes(1, 3);
    await feed.updateComplete;
    expect(drawn()).toEqual([1, 2, 3]);
    expect(shift()).toBe(0);
  });
});
