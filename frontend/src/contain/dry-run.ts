import { html, nothing, type TemplateResult } from 'lit';
import { clock, day } from '../model/format.ts';
import { tally, type Plan } from '../model/plan.ts';
import { icon } from '../room/icon.ts';
import { kindOf } from '../room/kinds.ts';
import { visible } from '../visible.ts';
import type { Desk } from './desk.ts';
import { guardrailSum, guardrailTable } from './guardrail-table.ts';
import { impactView } from './impact-view.ts';
import { levelName } from './levels.ts';
import { stepList } from './step-list.ts';

/** The plan as everybody sees it who has to decide on it: whoever drafted it, and whoever approves it. */
export function dryRun(plan: Plan, desk: Desk, steps: TemplateResult | typeof nothing = stepList(plan)): TemplateResult {
  return html`<section><div class="sec-h"><h3>${plan.undoOf ? `Undo of plan ${visible(String(plan.undoOf))}` : levelName(plan.level)}</h3></div>
      <ul class="sum">${plan.subjects.length > 0 ? sum(`${plan.subjects.length} identities`, tally(plan.subjects.map((who) => kindOf(who.kind)[1]))) : nothing}
        ${sum(plan.steps.length === 1 ? '1 step' : `${plan.steps.length} steps`, reversible(plan))}${sum(guardrailSum(plan.verdicts), 'of the guardrails')}</ul>
      <p>${visible(plan.draftedBy ?? '')} drafted it ${when(plan.draftedAt)}: <span class="said">${lines(plan.reason)}</span></p>
      ${covered(plan)}${leftOut(plan)}${said(plan)}</section>
    ${plan.warnings.length > 0 ? html`<div class="callout callout-warn">${icon('warn')}<ul>${plan.warnings.map((text) => html`<li>${visible(text)}</li>`)}</ul></div>` : nothing}
    ${steps}
    ${checklist(plan, desk)}
    ${plan.impact ? impactView(plan.impact, plan.actions.inspect, desk.busy, () => desk.act('inspect', {})) : nothing}
    ${guardrailTable(plan.verdicts)}`;
}

function sum(head: string, text: string): TemplateResult {
  return html`<li><b>${head}</b>${text}</li>`;
}

function reversible(plan: Plan): string {
  const not = plan.steps.filter((step) => step.reversible === false).length;
  return not === 0 ? 'all reversible' : `${not} not reversible`;
}

function covered(plan: Plan): TemplateResult | typeof nothing {
  if (plan.subjects.length === 0) return nothing;
  return html`<details><summary class="link">Whom it covers</summary><ul class="who">${plan.subjects.map((who) => {
    const [sign, word] = kindOf(who.kind);
    return html`<li>${icon(sign, 'i-12')}<span><span class="mono">${visible(who.label)}</span> <span class="faint">${visible(word)}, ${visible(who.relation)}${who.chosen ? `: ${visible(who.chosen)}` : ''}</span></span></li>`;
  })}</ul></details>`;
}

/** Who stays as it is: whoever approves has to see it without opening anything. */
export function leftOut({ leftOut: all }: Plan): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<ul class="who left-out" aria-label="Left out of this plan">${all.map((who) => {
    const [sign, word] = kindOf(who.kind);
    return html`<li>${icon(sign, 'i-12')}<span><b class="strong">Left out: <span class="mono">${visible(who.label)}</span></b> <span class="faint">${visible(word)}, ${visible(who.relation)}; it stays as it is</span>
      ${visible(who.by)}: <span class="said">${lines(who.reason)}</span></span></li>`;
  })}</ul>`;
}

/** What no API does; ticked off by whoever did it. */
function checklist(plan: Plan, desk: Desk): TemplateResult | typeof nothing {
  if (plan.checklist.length === 0) return nothing;
  return html`<section><div class="sec-h"><h3>To be done by people</h3></div><ol class="plan">${plan.checklist.map((todo) => html`<li class="todo">
    <span><b class="strong">${visible(todo.text)}</b> <span class="muted">${visible(todo.why)}</span></span>
    ${todo.doneBy
      ? html`<span class="small t-ok nowrap">${icon('check', 'i-12')} ${visible(todo.doneBy)}, ${clock(todo.doneAt ?? undefined)}</span>`
      : html`<button type="button" class="btn small" ?disabled=${desk.busy || !desk.canRespond} title=${desk.canRespond ? '' : 'needs the role responder'}
          aria-label="Done: ${visible(todo.text)}" @click=${() => desk.act(`checklist/${todo.n}`, {})}>Done</button>`}</li>`)}</ol></section>`;
}

const DECIDED: Record<string, string> = { requested: 'asked for approval', approved: 'approved', rejected: 'rejected', 'broke-glass': 'broke the glass: executed without approval', playbook: 'let it go on without a person' };

function said(plan: Plan): TemplateResult | typeof nothing {
  if (plan.approvals.length === 0) return nothing;
  return html`<ul class="who" aria-label="Who decided what">${plan.approvals.map((one) => html`<li>${icon('note', 'i-12')}<span><b class="strong">${visible(one.by)}</b>
    ${DECIDED[one.decision] ?? visible(one.decision)} ${when(one.at)}${one.reason ? html`: <span class="said">${lines(one.reason)}</span>` : nothing}</span></li>`)}</ul>`;
}

/** What a person wrote, with its line breaks. */
function lines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

export function when(at: string | null | undefined): string {
  return at ? `${day(at)} ${clock(at)} UTC` : '';
}
