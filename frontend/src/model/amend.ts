import type { Activity, Amendment, Arrival } from './entry.ts';

/** What a correction may change of a row. Its identity, its times and who is watched are never among them. */
const FACTS = ['class', 'outcome', 'risk', 'riskReason', 'sentence', 'parts', 'errorCode', 'errorMessage'] as const;
/** A correction that leaves one of these out takes it away: a call that was denied may turn out to have succeeded. */
const MAY_GO = ['riskReason', 'parts', 'errorCode', 'errorMessage'];

/** A row with what became known about it later; the row itself when nothing is new. */
export function amended(row: Activity, amendment: Amendment): Activity {
  switch (amendment.what) {
    case 'arrival':
      return arrived(row, amendment);
    case 'addendum':
      return corrected(row, amendment);
    default:
      return row;
  }
}

function arrived(row: Activity, { lane, arrivedAt }: Amendment): Activity {
  if (!lane || !arrivedAt || arrivalsOf(row).some((one) => one.lane === lane)) return row;
  return { ...row, arrivals: [...(row.arrivals ?? []), { lane, arrivedAt }] };
}

function corrected(row: Activity, amendment: Amendment): Activity {
  if (row.amended && row.amended.seq >= amendment.seq) return row;
  const facts: Record<string, unknown> = {};
  const said = amendment as unknown as Record<string, unknown>;
  // Without a sentence the correction names no facts, and none may be taken away.
  const whole = typeof said['sentence'] === 'string';
  for (const name of FACTS) {
    const value = said[name] ?? undefined;
    if (value !== undefined || (whole && MAY_GO.includes(name))) facts[name] = value;
  }
  const { seq, at } = amendment;
  const reason = amendment.reason ?? '';
  return { ...row, ...facts, amended: { seq, at, reason, updatedFields: list(amendment.updatedFields) } };
}

/** The row's own arrival and those of other lanes. */
export function arrivalsOf(row: Activity): readonly Arrival[] {
  return [{ lane: row.lane, arrivedAt: row.arrivedAt }, ...(row.arrivals ?? [])];
}

function list(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'string' ? value : '';
}
