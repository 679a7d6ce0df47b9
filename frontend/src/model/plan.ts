/** A plan as `GET /api/plans/{id}` gives it; in the list of an incident's plans the documents of its steps are left out. */

export type StepState = 'pending' | 'running' | 'done' | 'already' | 'would' | 'failed' | 'skipped';

export interface PlanStep {
  n: number;
  title: string;
  call: string;
  target: string;
  account: string;
  identityIds?: readonly string[];
  renewal?: boolean;
  beforeKnown?: boolean;
  before?: string | null;
  after?: string | null;
  stops?: string;
  doesNotStop?: string;
  sideEffect?: string;
  suspectNotices?: string;
  undo?: string;
  reversible?: boolean;
  state: StepState;
  requestIds?: readonly string[];
  error?: string | null;
  startedAt?: string | null;
  endedAt?: string | null;
}

export interface PlanSubject {
  identityId: string;
  kind: string;
  label: string;
  relation: string;
  principal?: string | null;
  chosen?: string | null;
}

/** Who stays as it is, though it is in the lineage. */
export interface LeftOut {
  identityId: string;
  kind: string;
  label: string;
  relation: string;
  principal?: string | null;
  by: string;
  reason: string;
}

export interface Todo {
  n: number;
  text: string;
  why: string;
  doneBy?: string | null;
  doneAt?: string | null;
}

export interface UsedPrincipal {
  principal: string;
  known: boolean;
  calls?: number;
  others?: readonly string[];
  addresses?: readonly string[];
  agents?: readonly string[];
  pipeline?: readonly string[];
  text?: string;
}

export interface Profile {
  principal: string;
  created?: string | null;
  lastUsed?: string | null;
  tags?: Readonly<Record<string, string>>;
  keys?: readonly { id: string; status: string; lastUsed?: string | null; service?: string | null; region?: string | null }[];
  password?: boolean;
  boundary?: string | null;
  inlinePolicies?: readonly string[];
  attachedPolicies?: readonly string[];
  longestSession?: number | null;
}

export interface Impact {
  since?: string | null;
  principals: readonly UsedPrincipal[];
  asked?: boolean;
  askCalls?: readonly string[];
  profiles?: readonly Profile[];
}

export interface Verdict {
  guardrail: string;
  outcome: 'pass' | 'pending' | 'acknowledge' | 'refused';
  text: string;
  moment: string;
  at?: string;
  /** Of a refusal: because of whom in the lineage; a plan that leaves these out isn't refused for it. */
  identityIds?: readonly string[];
}

export interface Approval {
  by: string;
  decision: string;
  reason?: string;
  at: string;
}

export interface Proof {
  expects?: string;
  cannotSee?: string;
  succeeding: number;
  denied: number;
  withinPropagation?: number;
  /** What the lineage goes on calling that no step was to stop. */
  leftOpen?: { calls: number; last?: string | null; by: readonly { identityId: string; label: string; calls: number }[]; others: number };
  lastSuccess?: string | null;
  lastCall?: string | null;
  quietSince?: string | null;
  quietForSeconds?: number;
  windowSeconds?: number;
  watermarks?: readonly { lane: string; account: string; region: string; watermark?: string | null; provenUntil?: string | null; state: string }[];
  readBack?: readonly { n: number; ok: boolean; text: string }[];
  readBackAt?: string | null;
  counterMoves?: readonly { eventId: string; eventTime?: string | null; text: string; caller?: string }[];
  text?: string;
}

export interface Allowed {
  allowed: boolean;
  why?: string | null;
}

export type Act = 'request' | 'approve' | 'reject' | 'execute' | 'retry' | 'undo' | 'breakGlass' | 'inspect';

export interface PlanSummary {
  id: string;
  level: string;
  levelTitle?: string;
  state: string;
  stateText?: string;
  undoOf?: string | null;
  undoneBy?: string | null;
  rehearsal?: boolean | null;
  draftedBy?: string;
  draftedAt?: string;
  requestedAt?: string | null;
  executedAt?: string | null;
  cutOff?: string | null;
  effectiveAt?: string | null;
  provenFrom?: string | null;
  covers?: Readonly<Record<string, string>>;
  steps?: readonly PlanStep[];
  verdicts?: readonly Verdict[];
}

export interface Plan extends PlanSummary {
  incidentId: string;
  hash: string;
  reason: string;
  requestedBy?: string | null;
  expiresAt?: string | null;
  executedBy?: string | null;
  message?: string | null;
  /** That let it go on without a person. */
  playbook?: string | null;
  confirm: string;
  options?: { boundary: boolean; controlPolicy: boolean; reapply: number };
  subjects: readonly PlanSubject[];
  leftOut: readonly LeftOut[];
  steps: readonly PlanStep[];
  checklist: readonly Todo[];
  warnings: readonly string[];
  impact?: Impact | null;
  verdicts: readonly Verdict[];
  approvals: readonly Approval[];
  proof?: Proof | null;
  actions: Partial<Record<Act, Allowed>>;
}

/** What is left out by an older or newer server is empty, not an error; what is no plan is undefined. */
export function readPlan(raw: unknown): Plan | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const value = raw as Partial<Plan>;
  if (value.id === undefined || typeof value.state !== 'string') return undefined;
  const lists = { subjects: [], leftOut: [], steps: [], checklist: [], warnings: [], verdicts: [], approvals: [], actions: {} };
  const given = Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null && one !== undefined));
  const plan = { level: '', hash: '', reason: '', confirm: '', ...lists, ...given } as unknown as Plan;
  return { ...plan, id: String(value.id), incidentId: String(value.incidentId ?? '') };
}

export const STAGES = ['Choose', 'Dry run', 'Confirm', 'Approve', 'Verify'] as const;

/** Which of the five stages a plan is at, from 1; only somebody who is about to ask is at the third. */
export function stageOf(plan: PlanSummary | undefined, confirming: boolean): number {
  if (!plan) return 1;
  switch (plan.state) {
    case 'drafted':
      return confirming ? 3 : 2;
    case 'refused':
      return 2;
    case 'awaiting-approval':
    case 'rejected':
    case 'expired':
      return 4;
    default:
      return 5;
  }
}

/** Whether what it says may change without anybody in the room doing anything, and after how many milliseconds to look. */
export function lookAgainAfter(state: string): number | undefined {
  if (['executing', 'undoing'].includes(state)) return 1_000;
  if (['awaiting-approval', 'executed', 'contested', 'unproven'].includes(state)) return 10_000;
  return undefined;
}

/** Because of whom the newest plan was refused, if it was: who drafts another one may leave these out. */
export function standInTheWay(plans: readonly PlanSummary[]): ReadonlyMap<string, readonly string[]> {
  const newest = plans.at(-1);
  const why = new Map<string, string[]>();
  if (newest?.state !== 'refused') return why;
  for (const verdict of newest.verdicts ?? []) {
    if (verdict.outcome !== 'refused') continue;
    for (const id of verdict.identityIds ?? []) why.set(id, [...(why.get(id) ?? []), verdict.guardrail]);
  }
  return why;
}

/** Whether nothing was, is or will be changed by it. */
export function isOver(state: string): boolean {
  return ['refused', 'rejected', 'expired', 'rehearsed', 'undone'].includes(state);
}

/** The number of things by what they are: `1 user, 3 sessions`. */
export function tally(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  kinds.forEach((kind) => counts.set(kind, (counts.get(kind) ?? 0) + 1));
  return [...counts].map(([kind, n]) => `${n} ${n === 1 ? kind : plural(kind)}`).join(', ');
}

function plural(word: string): string {
  if (/s$/.test(word)) return `${word}es`;
  return word.endsWith('y') && !/[aeo]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
