import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError, call, get } from '../api.ts';
import { clock, day } from '../model/format.ts';
import { icon } from '../room/icon.ts';
import { LightElement } from '../room/light-element.ts';
import { problemBox } from '../room/problem-box.ts';
import { visible } from '../visible.ts';

/** `GET /api/mode`. */
export interface ModeState {
  armed: boolean;
  by?: string | null;
  reason?: string | null;
  since?: string | null;
  disarmsAt?: string | null;
  killed: boolean;
  killedBy?: string | null;
  killedReason?: string | null;
  killedAt?: string | null;
  rehearsal?: boolean;
}

/** Whether plans change anything, and the switch that stops all of them. Admins change it, with a reason; all see it. */
@customElement('so-mode')
export class SoMode extends LightElement {
  @property({ type: Boolean, attribute: 'can-administer' }) canAdminister = false;
  @state() private mode?: ModeState;
  @state() private busy = false;
  @state() private problem?: ApiError;

  #again = (): void => void this.#load();

  override connectedCallback(): void {
    this.replaceChildren();
    super.connectedCallback();
    document.addEventListener('so-refreshed', this.#again);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('so-refreshed', this.#again);
  }

  async #load(): Promise<void> {
    try {
      this.mode = await get<ModeState>('/api/mode');
    } catch (error) {
      this.problem ??= error as ApiError;
    }
  }

  protected override render(): TemplateResult {
    const mode = this.mode;
    return html`<section class="panel" aria-labelledby="mode-h"><div class="panel-h"><h2 id="mode-h">Containment</h2><span class="grow"></span>${mode ? tag(mode) : nothing}</div>
      <div class="panel-b mode">${mode ? html`${this.#arming(mode)}${this.#kill(mode)}` : html`<p class="muted small">${this.problem ? 'Whether Stakeout is armed could not be read.' : 'Reading whether Stakeout is armed.'}</p>`}
        ${this.problem ? problemBox(this.problem) : nothing}</div></section>`;
  }

  #arming(mode: ModeState): TemplateResult {
    return html`<div class="stack-2"><p>${mode.armed
        ? html`<b class="strong">ARMED until ${when(mode.disarmsAt)}.</b> Executing a plan changes AWS.`
        : html`<b class="strong">UNARMED.</b> Executing a plan is a rehearsal: every step is checked, nothing is changed in AWS.`}
      ${mode.rehearsal ? html`<span class="muted">This is a drill: nothing here touches a real account.</span>` : nothing}</p>
      ${mode.since ? html`<p class="small muted">${mode.armed ? 'Armed' : 'Disarmed'} by ${visible(mode.by ?? '')} ${when(mode.since)}: ${visible(mode.reason ?? '')}</p>` : nothing}
      ${this.#form('arm', mode.armed ? 'Grounds for disarming' : 'Grounds for arming', '', mode.armed ? 'Disarm' : 'Arm', mode.armed ? '' : 'btn-danger', (reason) =>
        this.#put('/api/mode', { armed: !mode.armed, reason }))}</div>`;
  }

  /** The grounds are filled in already: when it burns, one press is enough. */
  #kill(mode: ModeState): TemplateResult {
    return html`<div class="stack-2"><p>${mode.killed
        ? html`<b class="strong t-alarm">The kill switch is pulled</b> by ${visible(mode.killedBy ?? '')} ${when(mode.killedAt)}: ${visible(mode.killedReason ?? '')}`
        : html`<b class="strong">Kill switch.</b> Stops every execution between two steps and lets none begin, for everybody.`}</p>
      ${this.#form('kill', mode.killed ? 'Grounds for releasing' : 'Grounds for stopping', mode.killed ? '' : 'Stopped on the status page', mode.killed ? 'Release' : 'Stop everything', mode.killed ? '' : 'btn-danger-fill', (reason) =>
        this.#put('/api/kill-switch', { killed: !mode.killed, reason }))}</div>`;
  }

  #form(name: string, label: string, filled: string, action: string, look: string, send: (reason: string) => void): TemplateResult {
    const id = `mode-${name}`;
    const press = (): void => send((this.querySelector(`#${id}`) as HTMLInputElement).value);
    return html`<div class="field"><label for=${id}>${label}</label><div class="inline"><input class="input" id=${id} maxlength="1000" .value=${filled} ?disabled=${!this.canAdminister}>
      <button type="button" class="btn ${look}" ?disabled=${!this.canAdminister || this.busy} title=${this.canAdminister ? '' : 'needs the role admin'} @click=${press}>${action}</button></div>
      ${this.canAdminister ? nothing : html`<p class="hint">Needs the role admin.</p>`}</div>`;
  }

  async #put(path: string, body: object): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await call('PUT', path, body);
    } catch (error) {
      this.problem = error instanceof ApiError ? error : new ApiError(0, 'That did not work', String(error));
    } finally {
      this.busy = false;
      await this.#load();
      document.dispatchEvent(new CustomEvent('so-mode-changed'));
    }
  }
}

function tag(mode: ModeState): TemplateResult {
  if (mode.killed) return html`<span class="tag tag-alarm">${icon('warn')}STOPPED</span>`;
  return html`<span class="tag ${mode.armed ? 'tag-warn' : ''}">${icon('bolt')}${mode.armed ? 'ARMED' : 'UNARMED'}</span>`;
}

function when(at: string | null | undefined): string {
  return at ? `${day(at)} ${clock(at)} UTC` : '';
}
