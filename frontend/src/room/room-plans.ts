import { isActivity, type Activity, type Entry, type PlanChange } from '../model/entry.ts';
import { cutsOf, stillActive, withLines, type Cut, type CutLine } from '../model/cut.ts';
import { storiesOf, type PlanStory } from '../model/plan-story.ts';
import type { PlanSummary } from '../model/plan.ts';
import type { Row } from '../model/rows.ts';
import { Reading } from './reading.ts';

/** What a room knows of the plans of its incident, and what its rows say about the cuts that hold. */
export class RoomPlans {
  stories: readonly PlanStory[] = [];
  cuts: readonly Cut[] = [];
  /** Changes whenever something happened to a plan: what shows one looks again. */
  revision = 0;
  #list: Reading<{ plans?: PlanSummary[] }>;
  #rows: readonly Row[] = [];
  #active: readonly Activity[] = [];
  #seen = 0;

  constructor(incident: string, changed: () => void) {
    this.#list = new Reading(`/api/incidents/${incident}/plans`, () => {
      this.#tell();
      changed();
    });
    this.#list.soon(0);
  }

  get plans(): readonly PlanSummary[] {
    return this.#list.value?.plans ?? [];
  }

  /** Calls that succeeded after a cut and that nobody has put aside, in the order in which they came. */
  get active(): readonly Activity[] {
    return this.#active.filter((call) => call.seq > this.#seen);
  }

  seen(seq: number): void {
    this.#seen = seq;
  }

  stop(): void {
    this.#list.stop();
  }

  arrived(entries: readonly Entry[]): void {
    const plans = entries.filter((entry) => entry.kind === 'plan');
    if (plans.length === 0) return;
    this.revision = Math.max(this.revision, ...plans.map((entry) => entry.seq));
    this.#list.soon(150);
  }

  look(rows: readonly Row[]): void {
    this.#rows = rows;
    this.#tell();
  }

  /** The rows to be drawn, with a line for each cut. */
  lined(shown: readonly Row[]): readonly (Row | CutLine)[] {
    return withLines(shown, this.#rows, this.cuts);
  }

  alarms(row: Row): boolean {
    return this.cuts.length > 0 && stillActive(row, this.cuts);
  }

  #tell(): void {
    this.stories = storiesOf(this.#rows.filter((row): row is PlanChange => row.kind === 'plan'), this.plans);
    this.cuts = cutsOf(this.stories);
    this.#active = this.cuts.length === 0 ? [] : this.#rows.filter((row): row is Activity => row.kind !== 'gap' && isActivity(row) && stillActive(row, this.cuts));
  }
}
