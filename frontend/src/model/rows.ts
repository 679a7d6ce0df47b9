import type { Entry } from './entry.ts';

/** A stretch of sequence numbers that could not be loaded; drawn in its place. */
export interface Gap {
  kind: 'gap';
  seq: number;
  toSeq: number;
}

export type Row = Entry | Gap;

/** The rows in memory: ordered by sequence number, each number once, the oldest given up beyond the limit. */
export class Rows {
  #rows: Row[] = [];
  #pins = new Map<number, { seq: number; pinned: boolean }>();

  constructor(readonly limit = 5000) {}

  get all(): readonly Row[] {
    return this.#rows;
  }

  get firstSeq(): number {
    return this.#rows[0]?.seq ?? 0;
  }

  get gaps(): readonly Gap[] {
    return this.#rows.filter((row): row is Gap => row.kind === 'gap');
  }

  add(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    entries.forEach((entry) => this.#notePin(entry));
    this.#shrinkGaps(entries);
    const last = this.#rows.at(-1)?.seq ?? 0;
    const inOrder = entries.every((entry, i) => entry.seq > (i === 0 ? last : (entries[i - 1]?.seq ?? 0)));
    if (inOrder) this.#rows = this.#rows.concat(entries);
    else this.#merge(entries);
  }

  addGap(fromSeq: number, toSeq: number): void {
    this.#merge([{ kind: 'gap', seq: fromSeq, toSeq }]);
  }

  /** Gives up the oldest rows beyond the limit. While a reader stands still in the feed, nothing is given up. */
  trim(limit = this.limit): void {
    if (this.#rows.length > limit) this.#rows = this.#rows.slice(this.#rows.length - limit);
  }

  pinned(seq: number): boolean {
    return this.#pins.get(seq)?.pinned ?? false;
  }

  find(seq: number): Row | undefined {
    return this.#rows.find((row) => row.seq === seq);
  }

  #merge(rows: readonly Row[]): void {
    const bySeq = new Map<number, Row>();
    for (const row of [...this.#rows, ...rows]) {
      const there = bySeq.get(row.seq);
      if (!there || there.kind === 'gap') bySeq.set(row.seq, row);
    }
    this.#rows = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  }

  /** A gap shrinks as its rows come in from its beginning. */
  #shrinkGaps(entries: readonly Entry[]): void {
    if (!this.#rows.some((row) => row.kind === 'gap')) return;
    const newest = new Set(entries.map((entry) => entry.seq));
    this.#rows = this.#rows.flatMap((row): Row[] => {
      if (row.kind !== 'gap') return [row];
      let from = row.seq;
      while (newest.has(from)) from += 1;
      return from > row.toSeq ? [] : [{ ...row, seq: from }];
    });
  }

  #notePin(entry: Entry): void {
    if (entry.kind !== 'pin') return;
    const known = this.#pins.get(entry.ofSeq);
    if (!known || known.seq < entry.seq) this.#pins.set(entry.ofSeq, { seq: entry.seq, pinned: entry.pinned });
  }
}
