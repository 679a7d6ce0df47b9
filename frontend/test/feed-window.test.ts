import { describe, expect, it } from 'vitest';
import { ROW, drawnRows, edge, firstFrom, heldTop, indexOf, lastInView, scrollTo } from '../src/model/feed-window.ts';

const numbered = (from: number, to: number): { seq: number }[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ seq: from + i }));

describe('the rows drawn', () => {
  it('are those in view and some beside them', () => {
    expect(drawnRows(100 * ROW, 10 * ROW, 5000, 12)).toEqual({ from: 88, to: 122 });
    expect(drawnRows(100 * ROW + 1, 10 * ROW, 5000, 0)).toEqual({ from: 100, to: 111 });
  });

  it('end where the feed ends', () => {
    expect(drawnRows(0, 10 * ROW, 5000, 12)).toEqual({ from: 0, to: 22 });
    expect(drawnRows(edge(10 * ROW, 5000), 10 * ROW, 5000, 12)).toEqual({ from: 4978, to: 5000 });
    expect(drawnRows(0, 10 * ROW, 3)).toEqual({ from: 0, to: 3 });
    expect(drawnRows(0, 10 * ROW, 0)).toEqual({ from: 0, to: 0 });
  });

  it('are never an empty stretch beyond a feed that has become short', () => {
    expect(drawnRows(4000 * ROW, 10 * ROW, 20, 0)).toEqual({ from: 10, to: 20 });
    expect(drawnRows(-50, 10 * ROW, 20, 0)).toEqual({ from: 0, to: 10 });
  });

  it('stay few in a feed of any length', () => {
    for (const count of [30, 5000, 500_000]) {
      for (const top of [0, 7, 13 * ROW, edge(20 * ROW, count)]) {
        const { from, to } = drawnRows(top, 20 * ROW, count);
        expect(to - from).toBeLessThanOrEqual(20 + 1 + 24);
        expect(from).toBeLessThanOrEqual(Math.floor(top / ROW));
        expect(to).toBeGreaterThanOrEqual(Math.min(count, Math.ceil((top + 20 * ROW) / ROW)));
      }
    }
  });
});

describe('the live edge', () => {
  it('has the newest row as the last in view', () => {
    expect(lastInView(edge(10 * ROW, 5000), 10 * ROW, 5000)).toBe(5000);
    expect(edge(10 * ROW, 4)).toBe(0);
    expect(lastInView(0, 10 * ROW, 4)).toBe(4);
  });
});

describe('the row at the top of the view', () => {
  const before = numbered(501, 1500);

  it('stays where it is when older rows come above it', () => {
    expect(heldTop(before, numbered(1, 1500), 40 * ROW + 9)).toBe(540 * ROW + 9);
  });

  it('stays where it is when the oldest are given up', () => {
    expect(heldTop(before, numbered(520, 1510), 40 * ROW + 9)).toBe(21 * ROW + 9);
  });

  it('is stood in for by the next one when a filter hides it', () => {
    const odd = before.filter((row) => row.seq % 2 === 0);
    // Row 541 is hidden; 542 stands at index 20 of the even ones.
    expect(heldTop(before, odd, 40 * ROW)).toBe(20 * ROW);
  });

  it('is nowhere in an empty feed', () => {
    expect(heldTop([], before, 0)).toBe(0);
    expect(heldTop(before, [], 40 * ROW)).toBe(40 * ROW);
  });
});

describe('scrolling to a row', () => {
  it('goes only as far as needed, by whole rows', () => {
    expect(scrollTo(105, 100 * ROW, 10 * ROW, 'auto')).toBe(100 * ROW);
    expect(scrollTo(90, 100 * ROW, 10 * ROW, 'auto')).toBe(90 * ROW);
    expect(scrollTo(110, 100 * ROW, 10 * ROW, 'auto')).toBe(101 * ROW);
    // The row at the top is cut: it counts as not in view.
    expect(scrollTo(100, 100 * ROW + 5, 10 * ROW, 'auto')).toBe(100 * ROW);
  });

  it('puts a row in the middle when asked to', () => {
    expect(scrollTo(110, 0, 10 * ROW, 'center')).toBe(105 * ROW);
    expect(scrollTo(2, 900, 10 * ROW, 'center')).toBe(0);
  });
});

describe('finding a row by its number', () => {
  const rows = [{ seq: 2 }, { seq: 3 }, { seq: 7 }, { seq: 9 }];
  it.each([[1, 0], [2, 0], [4, 2], [9, 3], [10, 4]])('from %d on begins at %d', (seq, index) => expect(firstFrom(rows, seq)).toBe(index));
  it.each([[7, 2], [4, -1], [10, -1]])('%d is at %d', (seq, index) => expect(indexOf(rows, seq)).toBe(index));
});
