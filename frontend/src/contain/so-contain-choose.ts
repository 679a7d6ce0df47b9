import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError, post } from '../api.ts';
import type { Identity, Lineage } from '../model/lineage.ts';
import { readPlan, standInTheWay, type PlanSummary } from '../model/plan.ts';
import { kindOf } from '../room/kinds.ts';
import { LightElement } from '../room/light-element.ts';
import { problemBox } from '../room/problem-box.ts';
import { visible } from '../visible.ts';
import { footer } from './footer.ts';
import { LEVELS, levelName, type LevelFacts } from './levels.ts';
import { stateTag } from './state-tag.ts';

const MOST_REAPPLIED = 5;

/** How hard, whom, and why. Drafting changes nothing in AWS and asks it nothing; says `so-plan` with what was drafted. */
@customElement('so-contain-choose')
export class SoContainChoose extends LightElement {
  @property() incident = '';
  @property({ attribute: false }) lineage?: Lineage;
  @property({ attribute: false }) plans: readonly PlanSummary[] = [];
  @property({ type: Boolean, attribute: 'can-respond' }) canRespond = false;
  @state() private level = '';
  @state() private ticked: ReadonlySet<string> = new Set();
  @state() private left: ReadonlySet<string> = new Set();
  @state() private problem?: ApiError;
  @state() private busy = false;

  protected override render(): TemplateResult {
    const identities = (this.lineage?.identities ?? []).filter((who) => !who.excluded);
    const touched = (this.lineage?.identities ?? []).filter((who) => who.relation === 'touched' && !who.excluded);
    const blocked = !this.canRespond ? 'Needs the role responder.' : this.level === '' ? 'Choose a level.' : undefined;
    return html`<div class="drawer-b">${this.#known()}
        <section><div class="sec-h"><h3 id="contain-levels">How hard</h3><span class="small faint">mildest first</span></div>
          <div class="levels" role="radiogroup" aria-labelledby="contain-levels">${LEVELS.map((level) => this.#level(level))}</div></section>
        ${touched.length > 0 ? this.#touched(touched) : nothing}
        ${this.#leaving(identities)}
        ${this.#options()}
        <section class="field"><label for="contain-why">Grounds for this plan</label>
          <textarea class="input" id="contain-why" name="why" rows="3" maxlength="1000"></textarea>
          <p class="hint">Whoever approves it reads this; it stays in the audit record.</p></section>
        ${this.problem ? problemBox(this.problem) : nothing}</div>
      ${footer('Drafting changes nothing in AWS.', [
        { text: 'Draft and dry-run', action: { allowed: true }, blocked, classes: 'btn-primary', run: () => void this.#draft() },
      ], this.busy)}`;
  }

  #known(): TemplateResult | typeof nothing {
    if (this.plans.length === 0) return nothing;
    return html`<section><div class="sec-h"><h3>Plans of this incident</h3></div><ul class="plan">${[...this.plans].reverse().map(
      (plan) => html`<li><button class="prow" @click=${() => this.#say(plan.id)}><span>plan ${visible(String(plan.id))}</span>
        <span class="cut">${plan.undoOf ? `undoes plan ${visible(String(plan.undoOf))}` : levelName(plan.level)}</span>${stateTag(plan)}</button></li>`)}</ul></section>`;
  }

  #level(level: LevelFacts): TemplateResult {
    return html`<label class="lv"><input type="radio" name="level" value=${level.id} .checked=${this.level === level.id}
        @change=${() => (this.level = level.id)}><span class="lv-b"><b class="strong">${level.id} ${level.title}</b>
        <span class="lv-f"><span><i>Stops</i> ${level.stops}</span><span><i>Does not stop</i> ${level.lets}</span><span><i>Suspect notices</i> ${level.notices}</span>
        <span><i>Undo</i> ${level.undo}</span><span><i>Takes effect</i> ${level.effect}</span></span></span></label>`;
  }

  #touched(touched: readonly Identity[]): TemplateResult {
    return html`<section><div class="sec-h"><h3>Also cut who was touched</h3></div>
      <p class="small muted">A plan covers the suspects, what they minted, and what they minted for others. Somebody whom they only touched may be a victim: a tick needs its grounds.</p>
      <ul class="plan">${touched.map((who) => this.#tick(who))}</ul></section>`;
  }

  #tick(who: Identity): TemplateResult {
    const label = visible(who.label);
    const on = this.ticked.has(who.id);
    return html`<li class="tick"><label><input type="checkbox" .checked=${on} @change=${() => this.#toggle(who.id)}> Cut <b class="strong">${label}</b> too
        <span class="faint">${kindOf(who.kind)[1]}${who.account ? ` in ${visible(who.account)}` : ''}</span></label>
      ${on ? html`<input class="input" data-who=${who.id} maxlength="1000" aria-label="Grounds for cutting ${label}" placeholder="Why ${label} belongs to the suspect">` : nothing}</li>`;
  }

  /** Those who made guardrails refuse the last plan come first; whoever else is in the lineage is behind a click. */
  #leaving(identities: readonly Identity[]): TemplateResult | typeof nothing {
    const named = standInTheWay(this.plans);
    const first = identities.filter((who) => named.has(who.id));
    const others = identities.filter((who) => !named.has(who.id) && !this.ticked.has(who.id) && who.kind !== 'source-ip');
    if (first.length + others.length === 0) return nothing;
    return html`<section><div class="sec-h"><h3>Leave out</h3><span class="small faint">it stays as it is</span></div>
      <p class="small muted">For whoever is yours, or may not be cut: see to it by hand. The plan, its approval and its proof say who was left out, and why.</p>
      ${first.length > 0 ? html`<p class="small">Because of these the last plan was refused.</p><ul class="plan">${first.map((who) => this.#leave(who, named.get(who.id)))}</ul>` : nothing}
      ${others.length > 0 ? html`<details><summary class="link">Leave out somebody else</summary><ul class="plan">${others.map((who) => this.#leave(who))}</ul></details>` : nothing}</section>`;
  }

  #leave(who: Identity, guardrails: readonly string[] = []): TemplateResult {
    const label = visible(who.label);
    const on = this.left.has(who.id);
    return html`<li class="leave"><label><input type="checkbox" .checked=${on} @change=${() => (this.left = turned(this.left, who.id))}> Leave out <b class="strong">${label}</b>
        <span class="faint">${kindOf(who.kind)[1]}${who.account ? ` in ${visible(who.account)}` : ''}, ${visible(who.relation)}${guardrails.map((one) => ` · ${visible(one.replaceAll('-', ' '))}`)}</span></label>
      ${on ? html`<input class="input" data-leave=${who.id} maxlength="1000" aria-label="Grounds for leaving out ${label}" placeholder="Why ${label} stays as it is">` : nothing}</li>`;
  }

  #options(): TemplateResult {
    return html`<section><div class="sec-h"><h3>More force</h3><span class="small faint">optional</span></div>
      <label class="opt-l"><input type="checkbox" name="boundary"> <span>Permissions boundary that denies everything <span class="faint">for users; the one that is there is kept for the undo</span></span></label>
      <label class="opt-l"><input type="checkbox" name="controlPolicy"> <span>Service control policy <span class="faint">the suspect can't take it off, even as an admin of its account</span></span></label>
      <label class="opt-l"><select class="input input-sm" name="reapply">${Array.from({ length: MOST_REAPPLIED + 1 }, (_, n) =>
        html`<option value=${n}>${n === 0 ? 'never' : n === 1 ? 'once' : `${n} times`}</option>`)}</select> <span>Put a step back when somebody takes it away</span></label></section>`;
  }

  #toggle(id: string): void {
    this.ticked = turned(this.ticked, id);
    if (this.left.has(id)) this.left = turned(this.left, id);
  }

  #field<T extends HTMLElement>(selector: string): T {
    return this.querySelector(selector) as T;
  }

  async #draft(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    const targets = [...this.ticked].map((identityId) => ({ identityId, reason: this.#field<HTMLInputElement>(`[data-who="${CSS.escape(identityId)}"]`).value }));
    const leaveOut = [...this.left].map((identityId) => ({ identityId, reason: this.#field<HTMLInputElement>(`[data-leave="${CSS.escape(identityId)}"]`).value }));
    const options = {
      boundary: this.#field<HTMLInputElement>('[name=boundary]').checked,
      controlPolicy: this.#field<HTMLInputElement>('[name=controlPolicy]').checked,
      reapply: Number(this.#field<HTMLSelectElement>('[name=reapply]').value),
    };
    const reason = this.#field<HTMLTextAreaElement>('[name=why]').value;
    try {
      const drafted = readPlan(await post(`/api/incidents/${this.incident}/plans`, { level: this.level, reason, options, ...(targets.length > 0 ? { targets } : {}), ...(leaveOut.length > 0 ? { leaveOut } : {}) }));
      if (drafted) this.#say(drafted.id);
    } catch (error) {
      this.problem = error instanceof ApiError ? error : new ApiError(0, 'That did not work', String(error));
    } finally {
      this.busy = false;
    }
  }

  #say(plan: string): void {
    this.dispatchEvent(new CustomEvent('so-plan', { detail: String(plan), bubbles: true }));
  }
}

function turned(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
