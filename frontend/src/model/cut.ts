import { isActivity, timeOf, type Activity } from './entry.ts';
import type { PlanStory } from './plan-story.ts';
import type { Row } from './rows.ts';

/** From when on whose calls should be denied. */
export interface Cut {
  plan: string;
  level: string;
  at: string;
  /** When the last step has spread everywhere; until then a success is no failure of the cut. */
  provenFrom?: string;
  ids?: ReadonlySet<string>;
  /** How far the calls of each are stopped, as the plan says: `left-out`, `none`, `sign-ins`, `sessions`, `user` or `all`. */
  covers?: Readonly<Record<string, string>>;
}

/** The line between what was known before a cut and what came after it; drawn as a row, and none of the incident's. */
export interface CutLine {
  kind: 'cut';
  seq: number;
  cut: Cut;
}

/** What a call says about a cut. */
export type Mark = 'late' | 'active' | 'denied' | 'spreading' | 'other' | 'open' | 'anyway';

const HOLDS = ['executing', 'executed', 'verified', 'unproven', 'contested', 'undoing', 'failed', 'halted'];
/** What only clips leaves most calls alone; the mildest and the hardest level change nothing in AWS. */
const CUTS = ['L1', 'L2', 'L3', 'L4'];
const CLIPPED = ['identity', 'tamper'];
/** AWS answers it to everybody whose credential is valid, also under a deny. */
const ANSWERED_ANYWAY = 'GetCallerIdentity';
/** Answered to every user with a key; what it hands out is denied as the user is. */
const TOKEN = 'GetSessionToken';
const LONG_TERM = 'AKIA';
/** Refused before any policy was looked at: no success, as the proof counts. */
const REFUSED = ['InvalidClientTokenId', 'ExpiredToken', 'ExpiredTokenException', 'SignatureDoesNotMatch', 'UnrecognizedClientException',
  'AuthFailure', 'InvalidAccessKeyId'];
/** Nothing of these is stopped. */
const OPEN = ['none', 'left-out'];
const STRONGEST: readonly Mark[] = ['active', 'denied', 'other', 'spreading', 'late', 'open', 'anyway'];

/** The cuts that hold. One that was rehearsed, or has been undone, draws no line. */
export function cutsOf(stories: readonly PlanStory[]): Cut[] {
  return stories.flatMap(({ id, level, state, undo, rehearsal, cutOff, provenFrom, identityIds, covers }) =>
    cutOff && !undo && !rehearsal && HOLDS.includes(state) && CUTS.includes(level)
      ? [{ plan: id, level, at: cutOff, provenFrom, ids: identityIds, covers }]
      : []);
}

/** What a call says about the cuts that cover it, the worst first; undefined when it says nothing. */
export function markOf(call: Activity, cuts: readonly Cut[]): Mark | undefined {
  if (cuts.length === 0) return undefined;
  const marks = cuts.filter(({ ids }) => !ids || ids.has(String(call.identityId))).map((cut) => against(call, cut));
  return STRONGEST.find((mark) => marks.includes(mark));
}

function against(call: Activity, cut: Cut): Mark | undefined {
  const at = Date.parse(call.eventTime);
  if (at < Date.parse(cut.at)) return Date.parse(call.arrivedAt) >= Date.parse(cut.at) ? 'late' : undefined;
  const cover = cut.covers?.[String(call.identityId)] ?? 'all';
  // A row doesn't tell how old its session is: the proof knows, and a bystander's own work raises no alarm.
  if (cover === 'sign-ins' && call.accessKeyId) return undefined;
  const stopped = !OPEN.includes(cover) && !(cover === 'sessions' && longTerm(call));
  if (call.outcome === 'denied' || REFUSED.includes(call.errorCode ?? '')) return stopped ? 'denied' : undefined;
  if (call.outcome === 'throttled') return 'other';
  if (call.eventName === ANSWERED_ANYWAY || (cover === 'user' && call.eventName === TOKEN && longTerm(call))) return 'anyway';
  if (!stopped) return 'open';
  if (cut.level === 'L1' && !CLIPPED.includes(call.class)) return undefined;
  return cut.provenFrom && at >= Date.parse(cut.provenFrom) ? 'active' : 'spreading';
}

export function stillActive(row: Row, cuts: readonly Cut[]): row is Activity {
  return row.kind !== 'gap' && isActivity(row) && markOf(row, cuts) === 'active';
}

/**
 * The rows with the lines of the cuts, each after the last row that was known before it. A line that belongs above
 * the oldest row loaded isn't drawn.
 */
export function withLines(shown: readonly Row[], all: readonly Row[], cuts: readonly Cut[]): readonly (Row | CutLine)[] {
  const lines = cuts.flatMap((cut, i) => {
    const seq = lineBefore(all, Date.parse(cut.at));
    return seq === undefined ? [] : [{ kind: 'cut' as const, seq: seq - 0.5 + i / 1000, cut }];
  });
  return lines.length === 0 ? shown : [...shown, ...lines].sort((a, b) => a.seq - b.seq);
}

/** The number of the row that comes after the line: lanes and clocks differ a little, so the last one known before it counts. */
function lineBefore(all: readonly Row[], cutOff: number): number | undefined {
  let before = all.length - 1;
  while (before >= 0 && !knownBefore(all[before] as Row, cutOff)) before -= 1;
  const seq = all[before + 1]?.seq ?? (all[before]?.seq ?? 0) + 1;
  return before < 0 && (all.length === 0 || seq > 1) ? undefined : seq;
}

function knownBefore(row: Row, cutOff: number): boolean {
  return row.kind !== 'gap' && knownAt(row) < cutOff;
}

/** When a row came; our clock and AWS's may differ a little, so a call isn't known before it was made. */
function knownAt(row: Exclude<Row, { kind: 'gap' }>): number {
  return Math.max(Date.parse(timeOf(row)), isActivity(row) ? Date.parse(row.arrivedAt) : 0);
}

function longTerm(call: Activity): boolean {
  return call.accessKeyId?.startsWith(LONG_TERM) ?? false;
}
