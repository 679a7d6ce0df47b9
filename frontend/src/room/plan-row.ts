import { html, nothing, type TemplateResult } from 'lit';
import type { CutLine, Mark } from '../model/cut.ts';
import type { PlanChange } from '../model/entry.ts';
import { clock } from '../model/format.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';

const ICONS: Record<string, string> = {
  'awaiting-approval': 'clock', approved: 'check', executed: 'lock', verified: 'check', unproven: 'clock', undone: 'undo',
  refused: 'failed', rejected: 'failed', expired: 'clock',
};
/** Where the state's own name is too long for its column. */
const WORDS: Record<string, string> = { 'awaiting-approval': 'asked' };
const LOUD = ['contested', 'failed', 'halted'];

/** Icon and word of what happened to a plan. */
export function planMark({ action }: PlanChange): TemplateResult {
  const loud = LOUD.includes(action);
  return html`<span class="cls cls-${loud ? 'tamper' : 'plan'}">${icon(loud ? 'warn' : (ICONS[action] ?? 'plan'))}${visible(WORDS[action] ?? action).toUpperCase()}</span>`;
}

/** What is said about it, and the way to the plan; the rest of the row opens the detail as everywhere. */
export function planText(row: PlanChange): TemplateResult {
  const id = visible(row.planId);
  return html`<a class="plan-link" href="#plan=${encodeURIComponent(row.planId)}">plan ${id}</a>${row.level ? ` ${visible(row.level)}` : ''} · ${visible(row.text ?? '')}`;
}

/** Stands where the time of a cut falls; a row in the document only, so it has no number of its own. */
export function cutRow({ cut }: CutLine, index: number): TemplateResult {
  return html`<div class="cutline" role="row" aria-rowindex=${index + 2}><span class="with-i" role="cell">${icon('lock', 'i-12')}<span>
    <b>Cut-off ${clock(cut.at)} UTC</b> · <a href="#plan=${encodeURIComponent(cut.plan)}">plan ${visible(cut.plan)}</a>${
      cut.provenFrom ? ` · what succeeds after ${clock(cut.provenFrom)} breaks it` : ' · taking effect'}</span></span></div>`;
}

const MARKS: Record<Mark, string> = {
  late: 'before cut-off (late)',
  active: 'AFTER cut-off: still active',
  denied: 'after cut-off: denied',
  spreading: 'after cut-off, before it was in force',
  other: 'after cut-off: throttled, no proof',
  open: 'left open by the plan',
  anyway: 'answered even under a deny',
};

export function cutMark(mark: Mark | undefined): TemplateResult | typeof nothing {
  if (!mark) return nothing;
  return html`<span class=${mark === 'active' ? 'badge' : 'k'}>${MARKS[mark]}</span>`;
}
