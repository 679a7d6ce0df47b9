import { html, nothing, type TemplateResult } from 'lit';
import { clock } from '../model/format.ts';
import type { Plan } from '../model/plan.ts';
import { icon } from '../room/icon.ts';
import { visible } from '../visible.ts';
import type { Desk } from './desk.ts';
import { footer, type Button } from './footer.ts';

/** Asks for the suspect's name: what is cut is typed, not clicked. */
export function typedName(plan: Plan, desk: Desk): TemplateResult {
  const name = visible(plan.confirm);
  return html`<div class="field"><label for="contain-name">Type <b class="mono">${name}</b> to confirm</label>
    <input class="input mono" id="contain-name" name="name" autocomplete="off" autocapitalize="none" spellcheck="false" .value=${desk.typed}
      @input=${(event: Event) => desk.type((event.target as HTMLInputElement).value)}></div>`;
}

/** What is missing in the typed name. */
export function unnamed(plan: Plan, desk: Desk): string | undefined {
  return desk.typed.trim() === plan.confirm ? undefined : `type ${visible(plan.confirm)} first.`;
}

export function grounds(label: string, name: string, hint = ''): TemplateResult {
  return html`<div class="field"><label for="contain-${name}">${label}</label>
    <textarea class="input" id="contain-${name}" name=${name} rows="2" maxlength="1000"></textarea>${hint ? html`<p class="hint">${hint}</p>` : nothing}</div>`;
}

/** What is said before anybody decides: whether this would change anything at all. */
export function modeNote({ mode }: Desk): TemplateResult {
  if (!mode) return html`<div class="callout callout-warn">${icon('warn')}<span>Whether Stakeout is armed could not be read.</span></div>`;
  if (mode.killed) {
    return html`<div class="callout callout-alarm">${icon('warn')}<span><b class="strong">The kill switch is pulled</b> by ${visible(mode.killedBy ?? 'an admin')}: ${visible(mode.killedReason ?? '')}. No plan is executed.</span></div>`;
  }
  if (!mode.armed) {
    return html`<div class="callout">${icon('info')}<span><b class="strong">UNARMED: this would be a rehearsal.</b> Every step is checked, nothing is changed in AWS. An admin arms Stakeout on the <a href="/status">status page</a>.</span></div>`;
  }
  return html`<div class="callout callout-warn">${icon('bolt')}<span><b class="strong">ARMED${mode.disarmsAt ? ` until ${clock(mode.disarmsAt)} UTC` : ''}: executing changes AWS.</b>${mode.rehearsal ? ' Of the drill only: nothing here touches a real account.' : ''}</span></div>`;
}

export function dryRunFooter(plan: Plan, desk: Desk, back: () => void): TemplateResult {
  const ways = [plan.actions.request, plan.actions.breakGlass, plan.actions.execute];
  const open = ways.find((way) => way?.allowed) ?? plan.actions.request;
  return footer('Nothing has been changed in AWS.', [
    { text: 'Choose again', action: { allowed: true }, run: back },
    { text: 'Continue to confirm', action: open, classes: 'btn-primary', run: () => desk.confirm(true) },
  ], desk.busy);
}

export function confirmBody(plan: Plan, desk: Desk): TemplateResult {
  return html`<section><div class="sec-h"><h3>Ask another person to agree</h3></div>${modeNote(desk)}
    ${grounds('Grounds for the request', 'request', 'Whoever approves reads this. Nobody approves what they drafted or asked for.')}${typedName(plan, desk)}</section>`;
}

export function confirmFooter(plan: Plan, desk: Desk): TemplateResult {
  const body = (): object => ({ hash: plan.hash, principal: desk.typed.trim(), reason: desk.field('request') });
  const blocked = unnamed(plan, desk);
  const buttons: Button[] = [
    { text: 'Back to the dry run', action: { allowed: true }, run: () => desk.confirm(false) },
    { text: 'Request approval', action: plan.actions.request, blocked, classes: 'btn-primary', run: () => desk.act('request', body()) },
  ];
  if (plan.actions.breakGlass?.allowed) buttons.splice(1, 0, breakGlass(body, desk, blocked));
  return footer('Requesting changes nothing in AWS.', buttons, desk.busy);
}

/** Skips the second person, never a guardrail; everybody is told. */
function breakGlass(body: () => object, desk: Desk, blocked: string | undefined): Button {
  return {
    text: desk.mode?.armed === false ? 'Break glass: rehearse alone' : 'Break glass: cut without approval',
    action: { allowed: true },
    blocked,
    classes: 'btn-danger',
    run: () => desk.act('execute', { ...body(), breakGlass: true }),
  };
}

export function approveBody(plan: Plan, desk: Desk): TemplateResult {
  const waits = plan.state === 'awaiting-approval';
  const decides = waits && (plan.actions.approve?.allowed || plan.actions.reject?.allowed);
  return html`<section><div class="sec-h"><h3>${decides ? 'Agree or not' : waits ? 'Waiting for another person' : 'Decided'}</h3></div>
    <p>${visible(plan.stateText ?? plan.state)}</p>
    ${waits ? modeNote(desk) : nothing}
    ${decides
      ? html`${plan.actions.approve?.allowed && acknowledges(plan) ? html`<label class="opt-l"><input type="checkbox" name="pipeline" @change=${() => desk.type(desk.typed)}> <span>I have seen that a pipeline uses what is cut</span></label>` : nothing}
          ${grounds('Grounds for the decision', 'decision', 'Needed to reject.')}`
      : nothing}</section>`;
}

export function approveFooter(plan: Plan, desk: Desk, again: () => void): TemplateResult {
  if (plan.state !== 'awaiting-approval') {
    return footer('Nothing has been changed in AWS.', [{ text: 'Draft another', action: { allowed: true }, run: again }], desk.busy);
  }
  const unseen = acknowledges(plan) && !desk.ticked('pipeline') ? 'tick that you have seen the pipeline.' : undefined;
  return footer('Approving does not execute.', [
    { text: 'Reject', action: plan.actions.reject, run: () => desk.act('reject', { hash: plan.hash, reason: desk.field('decision') }) },
    {
      text: 'Approve the cut',
      action: plan.actions.approve,
      blocked: unseen,
      classes: 'btn-danger-fill',
      run: () => desk.act('approve', { hash: plan.hash, reason: desk.field('decision') || undefined, acknowledgePipeline: desk.ticked('pipeline') || undefined }),
    },
  ], desk.busy);
}

function acknowledges(plan: Plan): boolean {
  return plan.verdicts.some((one) => one.outcome === 'acknowledge');
}
