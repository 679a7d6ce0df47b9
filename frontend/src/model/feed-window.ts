/**
 * Which rows of a feed are in the document. All rows have one height, so everything here is arithmetic: nothing is
 * measured, and a feed of any length costs the same.
 */
export const ROW = 28;
const OVERSCAN = 12;

/** Row indexes: `from` is drawn, `to` is not. */
export interface Stretch {
  from: number;
  to: number;
}

/** The rows in view and some beside them, so that a scroll shows rows before the next drawing. */
export function drawnRows(top: number, height: number, count: number, overscan = OVERSCAN): Stretch {
  const within = Math.min(Math.max(0, top), edge(height, count));
  const from = Math.max(0, Math.floor(within / ROW) - overscan);
  const to = Math.min(count, Math.ceil((within + height) / ROW) + overscan);
  return { from, to: Math.max(from, to) };
}

/** Where the newest row is the last in view. */
export function edge(height: number, count: number): number {
  return Math.max(0, count * ROW - height);
}

/** Rows that are in view from the first to the last, the last one included. */
export function lastInView(top: number, height: number, count: number): number {
  return Math.min(count, Math.floor((top + height + 1) / ROW));
}

/** Scrolls by whole rows, and only as far as needed unless the row is to be in the middle. */
export function scrollTo(index: number, top: number, height: number, where: 'center' | 'auto'): number {
  const fits = Math.max(1, Math.floor(height / ROW));
  const first = Math.ceil(top / ROW);
  if (where === 'center') return Math.max(0, (index - Math.floor(fits / 2)) * ROW);
  if (index < first) return index * ROW;
  return index >= first + fits ? (index - fits + 1) * ROW : top;
}

interface Numbered {
  readonly seq: number;
}

/**
 * Keeps the row at the top of the view where it is when rows come or go above it. A row that is gone itself is stood in
 * for by the next one.
 */
export function heldTop(before: readonly Numbered[], after: readonly Numbered[], top: number): number {
  const anchor = before[Math.floor(top / ROW)];
  if (!anchor) return top;
  const now = firstFrom(after, anchor.seq);
  return now < after.length ? now * ROW + (top % ROW) : top;
}

/** Index of the first row with this number or a later one; rows are in order. */
export function firstFrom(rows: readonly Numbered[], seq: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] as Numbered).seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the row with this number, or -1. */
export function indexOf(rows: readonly Numbered[], seq: number): number {
  const at = firstFrom(rows, seq);
  return rows[at]?.seq === seq ? at : -1;
}
