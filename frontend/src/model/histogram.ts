import { CLASSES, isActivity, type ActivityClass } from './entry.ts';
import type { Row } from './rows.ts';

export interface Bar {
  /** Beginning of the step, in milliseconds. */
  at: number;
  classes: Record<ActivityClass, number>;
  total: number;
}

export interface Histogram {
  bars: Bar[];
  from: number;
  step: number;
  steps: number;
  top: number;
}

const SECONDS = [10, 30, 60, 300, 900, 3600, 21_600, 86_400, 604_800];
const MOST = 180;

/** Calls per step of event time; the step is 10 s and grows only when the rows would not fit. */
export function histogram(rows: readonly Row[]): Histogram | undefined {
  const times: [number, ActivityClass][] = [];
  for (const row of rows) {
    const at = row.kind !== 'gap' && isActivity(row) ? Date.parse(row.eventTime) : NaN;
    if (!Number.isNaN(at)) times.push([at, (row as { class: ActivityClass }).class]);
  }
  if (times.length === 0) return undefined;
  const low = times.reduce((least, [at]) => Math.min(least, at), Infinity);
  const high = times.reduce((most, [at]) => Math.max(most, at), -Infinity);
  const step = 1000 * (SECONDS.find((s) => (high - low) / (s * 1000) < MOST - 1) ?? 2_592_000);
  const end = (Math.floor(high / step) + 1) * step;
  const steps = Math.max(90, Math.ceil((end - low) / step) + 1);
  const from = end - steps * step;
  return { ...counted(times, from, step), from, step, steps };
}

function counted(times: readonly [number, ActivityClass][], from: number, step: number): { bars: Bar[]; top: number } {
  const bars = new Map<number, Bar>();
  for (const [at, kind] of times) {
    const index = Math.floor((at - from) / step);
    let bar = bars.get(index);
    if (!bar) {
      bar = { at: from + index * step, classes: { read: 0, write: 0, identity: 0, tamper: 0 }, total: 0 };
      bars.set(index, bar);
    }
    if (CLASSES.includes(kind)) bar.classes[kind] += 1;
    bar.total += 1;
  }
  const top = [...bars.values()].reduce((most, bar) => Math.max(most, bar.total), 0);
  return { bars: [...bars.values()].sort((a, b) => a.at - b.at), top: nice(top) };
}

/** The next number that halves well. */
function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 4, 6, 8, 10].map((n) => n * power).find((n) => n >= value && n >= 2) ?? 10 * power;
}
