import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError, post } from '../api.ts';
import type { Lineage } from '../model/lineage.ts';
import { STAGES, lookAgainAfter, readPlan, stageOf, type Plan, type PlanSummary } from '../model/plan.ts';
import { icon } from '../room/icon.ts';
import { LightElement } from '../room/light-element.ts';
import { problemBox } from '../room/problem-box.ts';
import { Reading } from '../room/reading.ts';
import { visible } from '../visible.ts';
import { approveBody, approveFooter, confirmBody, confirmFooter, dryRunFooter } from './decide.ts';
import type { Desk, Mode } from './desk.ts';
import { dryRun } from './dry-run.ts';
import { outcomeBody, outcomeFooter } from './outcome.ts';
import { stateTag } from './state-tag.ts';
import { stepList } from './step-list.ts';
import './so-contain-choose.ts';

/**
 * The countermeasure drawer: choose, dry run, confirm, approve, execute and verify. Which of them is shown is the state
 * of the plan on the server; a press shows nothing before the server has answered. Says `so-plan` to open another plan
 * and `so-shut` to be closed.
 */
@customElement('so-contain')
export class SoContain extends LightElement implements Desk {
  @property() incident = '';
  /** Which plan; empty while one is being chosen. */
  @property() plan = '';
  @property({ attribute: false }) lineage?: Lineage;
  @property({ attribute: false }) plans: readonly PlanSummary[] = [];
  /** Changes when something has happened to a plan. */
  @property({ type: Number }) revision = 0;
  @property({ type: Boolean, attribute: 'can-respond' }) canRespond = false;
  @state() busy = false;
  @state() typed = '';
  @state() private known?: Plan;
  @state() private confirming = false;
  @state() private moved = false;
  @state() private problem?: ApiError;

  #reading?: Reading<unknown>;
  #mode?: Reading<Mode>;

  get mode(): Mode | undefined {
    return this.#mode?.problem ? undefined : this.#mode?.value;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#mode = new Reading('/api/mode', () => this.requestUpdate());
    this.#mode.soon(0);
    this.addEventListener('keydown', this.#pressed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#mode?.stop();
    this.#reading?.stop();
    this.removeEventListener('keydown', this.#pressed);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('plan')) this.#turn();
    else if (changed.has('revision')) this.#again(50);
  }

  /** To another plan, or to none. */
  #turn(): void {
    this.#reading?.stop();
    this.#reading = undefined;
    this.known = undefined;
    this.confirming = false;
    this.moved = false;
    this.typed = '';
    this.problem = undefined;
    if (!this.plan) return;
    this.#reading = new Reading<unknown>(`/api/plans/${encodeURIComponent(this.plan)}`, () => this.#read());
    this.#reading.soon(0);
  }

  #again(wait: number): void {
    this.#reading?.soon(wait);
    this.#mode?.soon(wait);
  }

  #read(): void {
    const plan = readPlan(this.#reading?.value);
    if (plan) this.#take(plan);
    this.requestUpdate();
  }

  /** What was computed anew is looked at again before anybody confirms it. */
  #take(plan: Plan): void {
    this.moved = this.known !== undefined && this.known.hash !== plan.hash;
    if (this.moved || plan.state !== 'drafted') this.confirming = false;
    if (this.moved || plan.state !== this.known?.state) this.typed = '';
    this.known = plan;
    const wait = lookAgainAfter(plan.state);
    if (wait) this.#again(wait);
  }

  act(path: string, body: object): void {
    void this.#ask(`/api/plans/${encodeURIComponent(this.plan)}/${path}`, body);
  }

  async #ask(path: string, body: object): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      const answer = readPlan(await post(path, body));
      if (answer && answer.id !== this.plan) this.#say('so-plan', answer.id);
      else if (answer) this.#take(answer);
    } catch (error) {
      this.problem = error instanceof ApiError ? error : new ApiError(0, 'That did not work', String(error));
    } finally {
      this.busy = false;
      this.#again(0);
    }
  }

  type(text: string): void {
    this.typed = text;
    this.requestUpdate();
  }

  confirm(on: boolean): void {
    this.confirming = on;
    this.problem = undefined;
    void this.updateComplete.then(() => this.querySelector('.drawer-b')?.scrollTo(0, 0));
  }

  field(name: string): string {
    return this.querySelector<HTMLTextAreaElement>(`textarea[name=${name}]`)?.value.trim() ?? '';
  }

  ticked(name: string): boolean {
    return this.querySelector<HTMLInputElement>(`input[name=${name}]`)?.checked ?? false;
  }

  /** The keys of the room mean nothing in here, and none but Escape means anything. */
  #pressed = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#say('so-shut');
  };

  #say(name: string, detail?: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  protected override render(): TemplateResult {
    const stage = this.plan ? stageOf(this.known ?? { id: '', level: '', state: 'drafted' }, this.confirming) : 1;
    return html`<section class="drawer" role="dialog" aria-label="Disable access"><div class="drawer-h"><h2 tabindex="-1">${this.known?.undoOf ? 'Give access back' : 'Disable access'}</h2>
        ${this.known ? html`<span class="small faint nowrap">plan ${visible(this.known.id)} · <span class="mono" title=${this.known.hash}>${this.known.hash.slice(0, 8)}</span></span>${stateTag(this.known)}` : nothing}
        <span class="grow"></span>
        ${this.plan ? html`<button class="btn btn-quiet small" @click=${() => this.#say('so-plan', '')}>All plans</button>` : nothing}
        <button class="btn btn-quiet btn-icon" aria-label="Shut the drawer" @click=${() => this.#say('so-shut')}>${icon('x')}</button></div>
      <ol class="steps" aria-label="Stages of a plan">${STAGES.map((word, i) => stageMark(word, i + 1, stage))}</ol>
      ${this.plan ? this.#plan(stage) : html`<so-contain-choose .incident=${this.incident} .lineage=${this.lineage} .plans=${this.plans} ?can-respond=${this.canRespond}></so-contain-choose>`}</section>`;
  }

  #plan(stage: number): TemplateResult {
    const plan = this.known;
    const failed = this.problem ?? this.#reading?.problem;
    if (!plan) {
      return html`<div class="drawer-b">${failed ? problemBox(failed) : html`<div class="r-skel" role="status" aria-label="Loading the plan"><span class="skel w-2"></span><span class="skel w-4"></span></div>`}</div>`;
    }
    const again = (): void => this.#say('so-plan', '');
    return html`<div class="drawer-b" tabindex="0" role="region" aria-label="The plan">${failed ? problemBox(failed) : nothing}
        ${this.moved ? html`<div class="callout callout-warn" role="status">${icon('warn')}<span><b class="strong">The plan was computed anew and is another one now.</b> Look at it again before you decide.</span></div>` : nothing}
        ${this.#body(plan, stage)}</div>
      ${stage === 2 ? dryRunFooter(plan, this, again) : stage === 3 ? confirmFooter(plan, this) : stage === 4 ? approveFooter(plan, this, again) : outcomeFooter(plan, this, again)}`;
  }

  #body(plan: Plan, stage: number): TemplateResult {
    if (stage === 2) return html`${plan.message ? html`<div class="callout callout-alarm">${icon('warn')}<span>${visible(plan.message)}</span></div>` : nothing}${dryRun(plan, this)}`;
    if (stage === 3) return html`${confirmBody(plan, this)}${stepList(plan)}`;
    if (stage === 4) return html`${approveBody(plan, this)}${dryRun(plan, this)}`;
    return html`${outcomeBody(plan, this)}${dryRun(plan, this, nothing)}`;
  }
}

function stageMark(word: string, n: number, now: number): TemplateResult {
  return html`<li class=${n < now ? 'done' : ''} aria-current=${n === now ? 'step' : nothing}><span class="n">${n < now ? icon('check', 'i-12') : n}</span><span class="w">${word}</span></li>`;
}
