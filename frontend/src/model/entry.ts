/** What a room shows, one after the other: the JSON of `GET /api/incidents/{id}/entries` and of the socket. */

export type ActivityClass = 'read' | 'write' | 'identity' | 'tamper';
export type Outcome = 'ok' | 'denied' | 'failed' | 'throttled';
export type Risk = 'info' | 'low' | 'medium' | 'high' | 'critical';
export type Part = readonly [kind: string, text: string];

export const CLASSES: readonly ActivityClass[] = ['read', 'write', 'identity', 'tamper'];
export const TROUBLES: readonly Exclude<Outcome, 'ok'>[] = ['denied', 'failed', 'throttled'];

interface Common {
  seq: number;
  at: string;
  actor?: string;
}

export interface Activity extends Common {
  kind: 'activity';
  eventId: string;
  eventTime: string;
  arrivedAt: string;
  lane: string;
  class: ActivityClass;
  outcome: Outcome;
  risk?: Risk;
  riskReason?: string;
  sentence: string;
  parts?: Part[];
  accessKeyId?: string;
  principalArn?: string;
  /** Whose call it is, of the incident's lineage. */
  identityId?: string | number;
  sourceIp?: string;
  userAgent?: string;
  region?: string;
  account?: string;
  eventSource: string;
  eventName: string;
  errorCode?: string;
  errorMessage?: string;
  /** Made by a service with the suspect's identity, which is then named. */
  consequence?: boolean;
  invokedBy?: string;
  /** What CloudTrail itself said about a late delivery. */
  addendum?: { reason: string };
  /** Copies that came by other lanes, in the order in which they became known. */
  arrivals?: readonly Arrival[];
  /** The newest correction by CloudTrail; the facts of the row are already the newer ones. */
  amended?: Correction;
}

/** One copy of an event. */
export interface Arrival {
  lane: string;
  arrivedAt: string;
}

export interface Correction {
  seq: number;
  at: string;
  reason: string;
  updatedFields: string;
}

/** Something that became known later about the row `ofSeq`; no row of its own. */
export interface Amendment extends Common {
  kind: 'amendment';
  ofSeq: number;
  what: string;
  lane?: string;
  arrivedAt?: string;
  reason?: string;
  updatedFields?: unknown;
}

export interface Note extends Common {
  kind: 'note';
  text: string;
}

export interface Pin extends Common {
  kind: 'pin';
  ofSeq: number;
  pinned: boolean;
}

export interface WatchChange extends Common {
  kind: 'watch';
  action: string;
  text: string;
}

/** Something happened to a plan; `state` is the plan's from then on. */
export interface PlanChange extends Common {
  kind: 'plan';
  action: string;
  planId: string;
  state: string;
  level: string;
  text: string;
  cutOff?: string | null;
  effectiveAt?: string | null;
  /** When it counts everywhere: what succeeds from then on is proof against the cut. */
  provenFrom?: string | null;
  /** Whose calls it cuts, by their ids in the lineage; all when absent. */
  identityIds?: readonly (string | number)[];
  /** How far the calls of each of them are stopped; of whom nothing is said, wholly. */
  covers?: Readonly<Record<string, string>> | null;
  /** The plan that this one takes back. */
  undoOf?: string | number | null;
  rehearsal?: boolean | null;
}

/** A detector said something about whom the incident watches. */
export interface SignalTold extends Common {
  kind: 'signal';
  signalId: string;
  source: string;
  type: string;
  title: string;
  score: number;
  /** Lines of the detector; the suspect may have written parts of them. */
  evidence?: readonly string[];
  playbook?: string;
  /** Whose it is, and why. */
  team?: string;
  /** What people are asked to do. */
  checklist?: readonly string[];
  why: string;
  /** Whom it names besides, and nobody watches: the room doesn't take its word for that. */
  offered?: readonly Offered[];
  /** How often it has been told, this time included. */
  seen: number;
  sample?: boolean;
  text: string;
}

/** Somebody whom people may have watched. */
export interface Offered {
  type: string;
  value: string;
  account?: string;
}

/** A kind that this version doesn't know: drawn plainly, never dropped. */
export interface Unknown extends Common {
  kind: 'other';
  name: string;
  text: string;
}

/** What is drawn as a row. */
export type Shown = Activity | Note | Pin | WatchChange | PlanChange | SignalTold | Unknown;
export type Entry = Shown | Amendment;

/** Takes an entry as it came; undefined only when it carries no sequence number. */
export function readEntry(raw: unknown): Entry | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const value = raw as Record<string, unknown>;
  if (typeof value['seq'] !== 'number') return undefined;
  const kind = String(value['kind']);
  if (['activity', 'note', 'pin', 'watch'].includes(kind)) return value as unknown as Entry;
  if (kind === 'plan' && value['planId'] !== undefined) return { ...value, planId: String(value['planId']) } as unknown as Entry;
  if (kind === 'signal' && value['signalId'] !== undefined) return { ...value, signalId: String(value['signalId']) } as unknown as Entry;
  if (kind === 'amendment' && typeof value['ofSeq'] === 'number') return value as unknown as Entry;
  const { seq, at, actor, text } = value;
  return {
    kind: 'other',
    seq,
    at: String(at ?? ''),
    actor: typeof actor === 'string' ? actor : undefined,
    name: kind,
    text: typeof text === 'string' ? text : '',
  };
}

export function isActivity(entry: { kind: string }): entry is Activity {
  return entry.kind === 'activity';
}

export function isRow(entry: Entry): entry is Shown {
  return entry.kind !== 'amendment';
}

/** Somebody laid hands on what feeds Stakeout, or uses a session from a second address. No filter hides that, and no pause. */
export function isAlarm(row: { kind: string; action?: string }): row is WatchChange {
  return row.kind === 'watch' && (row.action === 'pipeline-alarm' || row.action === 'session-alarm');
}

/** The time that a row shows: when the call was made, or when the entry was written. */
export function timeOf(entry: Shown): string {
  return isActivity(entry) ? entry.eventTime : entry.at;
}
