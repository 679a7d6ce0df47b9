import { isActivity, isRow, type ActivityClass, type Entry } from './entry.ts';

/** What arrived while nobody was looking: for the word in the header and for the pill. */
export interface Unseen {
  total: number;
  classes: Record<ActivityClass, number>;
  denied: number;
}

/**
 * Whether the feed runs with the newest row or stands still. Receiving never stops; pausing only stops the scrolling,
 * and what arrives meanwhile is counted.
 */
export class Follow {
  #paused = false;
  #unseen: Unseen = none();

  get paused(): boolean {
    return this.#paused;
  }

  get unseen(): Unseen {
    return this.#unseen;
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#unseen = none();
  }

  /** What amends a row that is there already is nothing new. */
  arrived(entries: readonly Entry[]): void {
    const rows = entries.filter(isRow);
    if (!this.#paused || rows.length === 0) return;
    const next: Unseen = { ...this.#unseen, classes: { ...this.#unseen.classes } };
    next.total += rows.length;
    for (const entry of rows) {
      if (!isActivity(entry)) continue;
      if (entry.class in next.classes) next.classes[entry.class] += 1;
      if (entry.outcome === 'denied') next.denied += 1;
    }
    this.#unseen = next;
  }
}

function none(): Unseen {
  return { total: 0, classes: { read: 0, write: 0, identity: 0, tamper: 0 }, denied: 0 };
}
