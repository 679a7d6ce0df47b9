import { html, nothing, type TemplateResult } from 'lit';
import { isOver, type Plan } from '../model/plan.ts';
import { icon } from '../room/icon.ts';
import { visible } from '../visible.ts';
import { grounds, modeNote, typedName, unnamed } from './decide.ts';
import type { Desk } from './desk.ts';
import { leftOut, when } from './dry-run.ts';
import { footer, type Button } from './footer.ts';
import { proofView } from './proof-view.ts';
import { stepList } from './step-list.ts';

const STUCK = ['failed', 'halted'];
/** Where the server's message is bad news; else the proof says the same. */
const ALARMING = ['failed', 'halted', 'contested', 'unproven'];
/** An undo is drafted of what has been executed; of what has not, there is nothing to take back. */
const UNDOABLE = ['executed', 'verified', 'unproven', 'contested', 'failed', 'halted'];

/** What was done, what proves it, and what can be done about it. */
export function outcomeBody(plan: Plan, desk: Desk): TemplateResult {
  return html`<section><div class="sec-h"><h3>${plan.state === 'approved' ? 'Ready to execute' : 'What was done'}</h3></div>
      ${plan.rehearsal ? html`<div class="callout callout-warn rehearsed">${icon('info')}<span><b class="strong">REHEARSED.</b> Stakeout was not armed: every step was checked, nothing was changed in AWS.</span></div>` : nothing}
      <p>${plan.rehearsal && plan.state === 'rehearsed' ? 'Rehearsed' : visible(plan.stateText ?? plan.state)}${plan.executedAt ? html` <span class="faint">· carried out ${plan.playbook ? 'without a person ' : ''}by ${visible(plan.executedBy ?? '')} ${when(plan.executedAt)}${plan.cutOff ? `; cut-off ${when(plan.cutOff)}` : ''}</span>` : nothing}</p>
      ${plan.message && ALARMING.includes(plan.state) ? html`<div class="callout callout-alarm">${icon('warn')}<span>${visible(plan.message)}</span></div>` : nothing}
      ${plan.undoneBy ? html`<p>${plan.state === 'undone' ? 'Taken back by' : 'To be taken back by'} <a href="#plan=${encodeURIComponent(plan.undoneBy)}">plan ${visible(String(plan.undoneBy))}</a>.</p>` : nothing}
      ${plan.state === 'approved' || STUCK.includes(plan.state) ? html`${modeNote(desk)}${typedName(plan, desk)}` : nothing}</section>
    ${plan.proof && !plan.rehearsal ? html`${proofView(plan.proof, plan.state)}${leftOut(plan)}` : nothing}
    ${stepList(plan)}
    ${undoable(plan) && plan.actions.undo?.allowed ? undoForm() : nothing}`;
}

export function outcomeFooter(plan: Plan, desk: Desk, again: () => void): TemplateResult {
  const typed = (): object => ({ hash: plan.hash, principal: desk.typed.trim() });
  const buttons: Button[] = [];
  if (undoable(plan)) {
    buttons.push({ text: 'Draft the undo', action: plan.actions.undo, run: () => desk.act('undo', { reason: desk.field('undo'), overwrite: desk.ticked('overwrite') || undefined }) });
  }
  if (STUCK.includes(plan.state)) {
    buttons.push({ text: 'Try the rest again', action: plan.actions.retry, blocked: unnamed(plan, desk), classes: 'btn-danger-fill', run: () => desk.act('retry', typed()) });
  }
  if (plan.state === 'approved') {
    buttons.push({ text: executeWord(plan, desk), action: plan.actions.execute, blocked: unnamed(plan, desk), classes: desk.mode?.armed === false ? 'btn-primary' : 'btn-danger-fill', run: () => desk.act('execute', typed()) });
  }
  if (isOver(plan.state)) buttons.push({ text: 'Draft another', action: { allowed: true }, run: again });
  return footer(note(plan), buttons, desk.busy);
}

function executeWord(plan: Plan, { mode }: Desk): string {
  if (mode?.armed === false) return 'Rehearse';
  return plan.undoOf ? 'Undo now' : 'Cut access now';
}

function undoable(plan: Plan): boolean {
  return UNDOABLE.includes(plan.state) && !plan.undoOf && !plan.rehearsal;
}

function note(plan: Plan): string {
  if (plan.state === 'executing') return 'Being executed; this goes on without you.';
  return isOver(plan.state) ? 'Nothing of it is in force.' : '';
}

function undoForm(): TemplateResult {
  return html`<section><div class="sec-h"><h3>Take it back</h3></div>${grounds('Grounds for the undo', 'undo', 'The undo is a plan of its own, with its own dry run.')}
    <label class="opt-l"><input type="checkbox" name="overwrite"> <span>Also where somebody has changed it since <span class="faint">their change is lost</span></span></label></section>`;
}
