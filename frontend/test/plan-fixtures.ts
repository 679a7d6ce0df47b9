import type { PlanChange } from '../src/model/entry.ts';
import type { Plan, PlanStep } from '../src/model/plan.ts';

export const HOSTILE = '<img src=x onerror="alert(1)">\u202e';

export function planEntry(seq: number, action: string, more: Partial<PlanChange> = {}): PlanChange {
  const state = { requested: 'awaiting-approval', 'broke-glass': 'approved' }[action] ?? action;
  return { kind: 'plan', seq, action, state, at: `2026-01-01T10:${String(seq % 60).padStart(2, '0')}:00Z`, planId: '12', level: 'L3', text: action, actor: 'mo', ...more };
}

export function step(n: number, more: Partial<PlanStep> = {}): PlanStep {
  return {
    n,
    title: `Deny everything to role deploy-${n}`,
    call: 'iam:PutRolePolicy',
    target: `role deploy-${n} in 444455556666`,
    account: '444455556666',
    identityIds: ['5'],
    beforeKnown: true,
    before: null,
    after: '{"Effect":"Deny","Action":"*"}',
    stops: 'every session of the role',
    doesNotStop: 'other roles',
    reversible: true,
    state: 'pending',
    ...more,
  };
}

/** A plan as somebody sees it who may do nothing; what is allowed is named by each test. */
export function plan(more: Partial<Plan> = {}): Plan {
  return {
    id: '12',
    incidentId: '3',
    level: 'L3',
    levelTitle: 'Principal',
    state: 'drafted',
    stateText: 'drafted',
    hash: 'ab'.repeat(32),
    reason: 'leaked key',
    draftedBy: 'responder',
    draftedAt: '2026-01-01T10:00:00Z',
    confirm: 'deploy-legacy',
    subjects: [{ identityId: '5', kind: 'user', label: 'deploy-legacy', relation: 'suspect' }],
    leftOut: [],
    steps: [step(1)],
    checklist: [],
    warnings: [],
    verdicts: [{ guardrail: 'cap-percent', outcome: 'pass', text: '1 of 40 principals = 2.5 %, limit 10 %', moment: 'drafted' }],
    approvals: [],
    actions: {},
    ...more,
  };
}
