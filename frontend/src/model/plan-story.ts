import type { PlanChange } from './entry.ts';
import type { PlanSummary } from './plan.ts';

/** What a room knows of one plan: from its entries, and from the list of plans where those aren't loaded. */
export interface PlanStory {
  id: string;
  level: string;
  state: string;
  /** Whether it takes another plan back. */
  undo: boolean;
  rehearsal: boolean;
  cutOff?: string;
  provenFrom?: string;
  /** Whose calls it cuts; undefined means everybody's. */
  identityIds?: ReadonlySet<string>;
  /** How far the calls of each of them are stopped; of whom nothing is said, wholly. */
  covers?: Readonly<Record<string, string>>;
  /** When what happened, by the entry's action. */
  when: Readonly<Record<string, string>>;
}

/**
 * The plans of an incident, oldest first. The rows in memory reach to the newest one, so the newest entry of a plan says
 * its state; the list only fills in what was before them.
 */
export function storiesOf(entries: readonly PlanChange[], listed: readonly PlanSummary[] = []): PlanStory[] {
  const stories = new Map(listed.map((plan) => [String(plan.id), fromList(plan)]));
  for (const entry of entries) stories.set(entry.planId, told(stories.get(entry.planId), entry));
  return [...stories.values()].sort((a, b) => Number(a.id) - Number(b.id));
}

function fromList(plan: PlanSummary): PlanStory {
  const ids = plan.covers ? Object.keys(plan.covers) : (plan.steps?.flatMap((step) => step.identityIds ?? []) ?? []);
  const when = { drafted: plan.draftedAt, requested: plan.requestedAt, executed: plan.executedAt };
  return {
    id: String(plan.id),
    level: plan.level,
    state: plan.state,
    undo: plan.undoOf !== undefined && plan.undoOf !== null,
    rehearsal: plan.rehearsal ?? false,
    cutOff: plan.cutOff ?? undefined,
    provenFrom: plan.provenFrom ?? undefined,
    identityIds: ids.length > 0 ? new Set(ids.map(String)) : undefined,
    covers: plan.covers,
    when: Object.fromEntries(Object.entries(when).filter((pair): pair is [string, string] => typeof pair[1] === 'string')),
  };
}

function told(before: PlanStory | undefined, entry: PlanChange): PlanStory {
  return {
    id: entry.planId,
    level: entry.level ?? before?.level ?? '',
    state: entry.state ?? before?.state ?? entry.action,
    undo: before?.undo || (entry.undoOf !== undefined && entry.undoOf !== null),
    rehearsal: before?.rehearsal || entry.rehearsal === true,
    cutOff: entry.cutOff ?? before?.cutOff,
    provenFrom: entry.provenFrom ?? before?.provenFrom,
    identityIds: entry.identityIds ? new Set(entry.identityIds.map(String)) : before?.identityIds,
    covers: entry.covers ?? before?.covers,
    when: { ...before?.when, [entry.action]: entry.at },
  };
}

export interface Stage {
  word: string;
  at?: string;
  is: 'done' | 'now' | 'alarm' | 'todo';
}

const GONE = ['rejected', 'expired', 'rehearsed', 'undone'];
const TROUBLE: Record<string, string> = { contested: 'contested', unproven: 'unproven', failed: 'failed', halted: 'halted', refused: 'refused' };
const REACHED: Record<string, number> = { drafted: 0, refused: 0, 'awaiting-approval': 1, approved: 2, executing: 2, halted: 2, failed: 2 };

/** How far the newest plan that is still of account has come; of none, the stages are left out of the strip. */
export function stagesOf(stories: readonly PlanStory[]): Stage[] {
  const cuts = stories.filter((story) => !story.undo);
  const plan = cuts.filter((story) => !GONE.includes(story.state)).at(-1) ?? cuts.at(-1);
  if (!plan) return [];
  const { when, state } = plan;
  if (GONE.includes(state)) return [{ word: 'plan drafted', at: when['drafted'], is: 'done' }, { word: state, at: when[state], is: 'now' }];
  const approval = when['broke-glass'] ? 'broke glass' : 'approved';
  const stages: [string, string | undefined][] = [
    ['plan drafted', when['drafted']],
    [state === 'awaiting-approval' ? 'approval asked' : approval, when['approved'] ?? when['broke-glass'] ?? when['awaiting-approval'] ?? when['requested']],
    [state === 'executing' ? 'executing' : 'executed', when['executed'] ?? when['executing']],
    [state === 'verified' ? 'verified' : state === 'undoing' ? 'undoing' : 'verifying', when[state]],
  ];
  const now = { drafted: 0, 'awaiting-approval': 1, approved: 1, executing: 2 }[state] ?? REACHED[state] ?? 3;
  const trouble = TROUBLE[state];
  return stages.map(([word, at], i) => {
    const said = i === now && trouble ? { word: trouble, at: when[state] } : { word, at };
    if (i > now) return { word, is: 'todo' };
    return { ...said, is: i < now ? 'done' : trouble ? 'alarm' : 'now' };
  });
}
