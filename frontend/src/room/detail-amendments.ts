import { arrivalsOf } from '../model/amend.ts';
import type { Activity, Arrival } from '../model/entry.ts';
import { clock, day } from '../model/format.ts';
import { visible } from '../visible.ts';
import { laneWord, lateness } from './feed-row.ts';

const WHY: Record<string, string> = {
  UPDATED_DATA: 'AWS corrected the record',
  DELIVERY_DELAY: 'AWS says that it delivered this call late',
  SERVICE_OUTAGE: 'AWS says that it delivered this call late, after an outage of its own',
};

/** By which lane a call came and how late, as far as the room or its record knows. */
export function deliveries(row: Activity, record: unknown): [string, string][] {
  const known = [...arrivalsOf(row)];
  for (const one of listed(record, 'arrivals')) {
    const { lane, arrivedAt } = one as Partial<Arrival>;
    if (typeof lane !== 'string' || typeof arrivedAt !== 'string') continue;
    if (!known.some((there) => there.lane === lane)) known.push({ lane, arrivedAt });
  }
  return known.map(({ lane, arrivedAt }, i) => [
    i === 0 ? 'Arrived' : 'Also',
    `${laneWord(lane)}, ${clock(arrivedAt)}, ${lateness(row, arrivedAt)}`,
  ]);
}

/** What AWS said about this call later, and that what is shown is the newer. */
export function corrections(row: Activity, record: unknown): [string, string][] {
  const out: [string, string][] = [];
  if (row.addendum) out.push(['AWS says', why(row.addendum.reason)]);
  if (row.amended) {
    const { reason, updatedFields, at } = row.amended;
    const fields = updatedFields ? `: ${visible(updatedFields)}` : '';
    out.push(['Amended', `${why(reason)}${fields}; ${day(at)} ${clock(at)} UTC. The row shows the newer facts.`]);
  } else if (listed(record, 'addenda').length > 0) {
    out.push(['Amended', 'AWS corrected the record; the row shows the facts as first recorded']);
  }
  return out;
}

/** The record as CloudTrail wrote it, without what Stakeout put beside it. */
export function recordOf(answer: unknown): unknown {
  const whole = object(answer);
  if (whole['record'] !== undefined) return whole['record'];
  if (whole['stakeout'] === undefined) return answer;
  const { stakeout: _, ...record } = whole;
  return record;
}

function listed(answer: unknown, name: string): unknown[] {
  const whole = object(answer);
  const list = object(whole['stakeout'])[name] ?? whole[name];
  return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : [];
}

function why(reason: string): string {
  return WHY[reason] ?? visible(reason);
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
