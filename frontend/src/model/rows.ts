import { amended } from './amend.ts';
import { isActivity, isRow, type Amendment, type Entry, type Shown } from './entry.ts';
import { indexOf } from './feed-window.ts';

/** A stretch of sequence numbers that could not be loaded; drawn in its place. */
export interface Gap {
  kind: 'gap';
  seq: number;
  toSeq: number;
}

export type Row = Shown | Gap;

/** Amendments remembered for rows that are not here, in case somebody scrolls back to them. */
const MOST_AMENDMENTS = 20_000;

/**
 * The rows in memory: ordered by sequence number, each number once, the oldest given up beyond the limit. Amendments
 * have a number like every entry, but no row: they change the one that they are about, also when it comes later.
 */
export class Rows {
  #rows: Row[] = [];
  #pins = new Map<number, { seq: number; pinned: boolean }>();
  #amendments = new Map<number, Amendment[]>();
  #first = 0;

  constructor(readonly limit = 5000) {}

  get all(): readonly Row[] {
    return this.#rows;
  }

  /** The oldest number that is here, be it of a row or of an amendment. */
  get firstSeq(): number {
    return this.#first;
  }

  get gaps(): readonly Gap[] {
    return this.#rows.filter((row): row is Gap => row.kind === 'gap');
  }

  add(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    entries.forEach((entry) => this.#note(entry));
    this.#shrinkGaps(entries);
    const fresh = entries.filter(isRow).map((row) => this.#withAmendments(row));
    const last = this.#rows.at(-1)?.seq ?? 0;
    const inOrder = fresh.every((row, i) => row.seq > (i === 0 ? last : (fresh[i - 1]?.seq ?? 0)));
    if (inOrder) this.#rows = this.#rows.concat(fresh);
    else this.#merge(fresh);
    this.#amend(entries);
  }

  addGap(fromSeq: number, toSeq: number): void {
    this.#known(fromSeq);
    this.#merge([{ kind: 'gap', seq: fromSeq, toSeq }]);
  }

  /** Gives up the oldest rows beyond the limit. While a reader stands still in the feed, nothing is given up. */
  trim(limit = this.limit): void {
    if (this.#rows.length <= limit) return;
    this.#rows = this.#rows.slice(this.#rows.length - limit);
    this.#first = this.#rows[0]?.seq ?? 0;
  }

  pinned(seq: number): boolean {
    return this.#pins.get(seq)?.pinned ?? false;
  }

  find(seq: number): Row | undefined {
    return this.#rows[indexOf(this.#rows, seq)];
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

  #note(entry: Entry): void {
    this.#known(entry.seq);
    if (entry.kind === 'amendment') this.#remember(entry);
    if (entry.kind !== 'pin') return;
    const known = this.#pins.get(entry.ofSeq);
    if (!known || known.seq < entry.seq) this.#pins.set(entry.ofSeq, { seq: entry.seq, pinned: entry.pinned });
  }

  #known(seq: number): void {
    this.#first = this.#first === 0 ? seq : Math.min(this.#first, seq);
  }

  #remember(amendment: Amendment): void {
    const known = this.#amendments.get(amendment.ofSeq) ?? [];
    if (known.some((one) => one.seq === amendment.seq)) return;
    this.#amendments.set(amendment.ofSeq, [...known, amendment].sort((a, b) => a.seq - b.seq));
    const oldest = this.#amendments.keys().next().value;
    if (this.#amendments.size > MOST_AMENDMENTS && oldest !== undefined) this.#amendments.delete(oldest);
  }

  #withAmendments(row: Shown): Shown {
    return isActivity(row) ? (this.#amendments.get(row.seq) ?? []).reduce(amended, row) : row;
  }

  /** New rows in a new list, so that who draws sees that something has changed. */
  #amend(entries: readonly Entry[]): void {
    let rows: Row[] | undefined;
    for (const entry of entries) {
      if (entry.kind !== 'amendment') continue;
      const at = indexOf(this.#rows, entry.ofSeq);
      const row = (rows ?? this.#rows)[at];
      if (!row || !isActivity(row)) continue;
      rows ??= [...this.#rows];
      rows[at] = amended(row, entry);
    }
    if (rows) this.#rows = rows;
  }
}
