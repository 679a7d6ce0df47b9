import { ApiError, get } from '../api.ts';
import { isActivity, isAlarm, readEntry, type Entry, type WatchChange } from '../model/entry.ts';
import { Follow } from '../model/follow.ts';
import { Rows } from '../model/rows.ts';

const PAGE = 500;

/** What a room has received: its rows, what came while it stood still, and the way to the rows that are not here. */
export class RoomStore {
  readonly rows = new Rows();
  readonly follow = new Follow();
  /** Of the last page that was asked for. */
  problem?: ApiError;
  /** Since when no stretch is missing. */
  gapSince = '';
  /** Rows beyond this number flash once; 0 while the room is being filled. */
  freshAfter = 0;
  /** Alarms that came while the room was open and that nobody has put aside, oldest first. */
  alarms: readonly WatchChange[] = [];
  #loadingOlder = false;

  constructor(readonly incident: string) {}

  take(entries: readonly Entry[]): void {
    const before = this.rows.all.at(-1)?.seq ?? 0;
    this.rows.add(entries);
    this.follow.arrived(entries);
    if (!this.follow.paused) this.rows.trim();
    // Nobody stands still in a feed that is not on the screen, perhaps for a night.
    else if (document.hidden) this.rows.trim(4 * this.rows.limit);
    // Rows flash once when they come in live, not when the room is filled.
    this.freshAfter = before > 0 && entries.length <= 100 ? before : 0;
    if (before > 0) this.alarms = [...this.alarms, ...entries.filter((entry): entry is WatchChange => isAlarm(entry))];
  }

  lost(from: number, to: number): void {
    this.rows.addGap(from, to);
    this.gapSince = new Date().toISOString();
  }

  resume(): void {
    this.follow.resume();
    this.rows.trim();
  }

  /** One page of what is older than the oldest here; false when there was nothing, or it could not be had. */
  async older(): Promise<boolean> {
    const first = this.rows.firstSeq;
    if (this.#loadingOlder || first <= 1) return false;
    this.#loadingOlder = true;
    const entries = await this.#page(Math.max(0, first - 1 - PAGE), Math.min(PAGE, first - 1));
    this.#loadingOlder = false;
    this.rows.add(entries.filter((entry) => entry.seq < first));
    return this.rows.firstSeq < first;
  }

  async fillGap(from: number): Promise<void> {
    const gap = this.rows.gaps.find((one) => one.seq === from);
    if (!gap) return;
    const entries = await this.#page(gap.seq - 1, Math.min(PAGE, gap.toSeq - gap.seq + 1));
    this.rows.add(entries.filter((entry) => entry.seq <= gap.toSeq));
  }

  async #page(after: number, limit: number): Promise<Entry[]> {
    this.problem = undefined;
    try {
      const page = await get<{ entries: unknown[] }>(
        `/api/incidents/${this.incident}/entries?after=${after}&limit=${limit}`,
      );
      return page.entries.flatMap((one) => readEntry(one) ?? []);
    } catch (error) {
      this.problem = error as ApiError;
      return [];
    }
  }
}

/** The newest time of a call among these; undefined when there is none. */
export function newestCall(entries: readonly Entry[]): string | undefined {
  return entries.reduce<string | undefined>(
    (newest, entry) => (isActivity(entry) && entry.eventTime > (newest ?? '') ? entry.eventTime : newest),
    undefined,
  );
}
