import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError, call, get } from '../api.ts';
import { day } from '../model/format.ts';
import { LightElement } from '../room/light-element.ts';
import { problemBox } from '../room/problem-box.ts';
import { visible } from '../visible.ts';
import { ROLES, listOf } from './lists.ts';

interface Operator {
  id: string;
  name: string;
  displayName?: string;
  role: string;
  disabled: boolean;
  createdAt?: string;
  changedAt?: string;
  changedBy?: string;
}

/** The people who may sign in: change a role, disable, give a new password. The server decides what is allowed. */
@customElement('so-operators')
export class SoOperators extends LightElement {
  @property() me = '';
  @state() private operators?: Operator[];
  @state() private problem?: ApiError;
  @state() private resetting = '';
  @state() private said = '';
  #reload = (): void => void this.#load();

  override connectedCallback(): void {
    this.replaceChildren();
    super.connectedCallback();
    document.addEventListener('so-operators-changed', this.#reload);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('so-operators-changed', this.#reload);
  }

  async #load(): Promise<void> {
    try {
      this.operators = listOf<Operator>(await get('/api/operators'), 'operators');
    } catch (error) {
      this.problem = error as ApiError;
    }
  }

  async #change(one: Operator, body: Record<string, unknown>, said: string): Promise<void> {
    this.problem = undefined;
    this.said = '';
    try {
      await call('PATCH', `/api/operators/${encodeURIComponent(one.id)}`, body);
      this.said = said;
      this.resetting = '';
    } catch (error) {
      this.problem = error as ApiError;
    }
    await this.#load();
  }

  /** A select keeps what was chosen in it: after a refusal it is put back to what is true. */
  async #setRole(one: Operator, name: string, select: HTMLSelectElement): Promise<void> {
    await this.#change(one, { role: select.value }, `${name} is now ${select.value}`);
    select.value = this.operators?.find((other) => other.id === one.id)?.role ?? one.role;
  }

  protected override render(): TemplateResult {
    return html`<div class="stack"><section class="panel" aria-label="Operators">
        <table class="table"><thead><tr><th>Operator</th><th>Role</th><th>State</th><th>Changed</th><th><span class="sr">Actions</span></th></tr></thead>
        <tbody>${this.operators?.map((one) => this.#row(one))}</tbody></table></section>
      ${this.problem ? problemBox(this.problem) : nothing}
      <p class="small t-ok" role="status">${this.said}</p></div>`;
  }

  #row(one: Operator): TemplateResult {
    const name = visible(one.name);
    return html`<tr>
      <td><span class="strong">${name}</span>${one.displayName && one.displayName !== one.name ? html` <span class="muted">${visible(one.displayName)}</span>` : nothing}</td>
      <td><select class="input input-sm" aria-label="Role of ${name}" @change=${(e: Event) => void this.#setRole(one, name, e.target as HTMLSelectElement)}>${ROLES.map((role) => html`<option value=${role} ?selected=${role === one.role}>${role}</option>`)}</select></td>
      <td>${one.disabled ? html`<span class="tag tag-warn">DISABLED</span>` : html`<span class="muted">active</span>`}</td>
      <td class="muted">${day(one.changedAt ?? one.createdAt)}${one.changedBy ? ` by ${visible(one.changedBy)}` : ''}</td>
      <td class="num">${this.resetting === one.id ? this.#reset(one, name) : this.#actions(one, name)}</td></tr>`;
  }

  #actions(one: Operator, name: string): TemplateResult {
    return html`<button class="btn btn-quiet small" @click=${() => (this.resetting = one.id)}>Reset password<span class="sr"> of ${name}</span></button>
      <button class="btn btn-quiet small" @click=${() => void this.#change(one, { disabled: !one.disabled }, one.disabled ? `${name} may sign in again` : `${name} is disabled and signed out`)}>
        ${one.disabled ? 'Enable' : 'Disable'}<span class="sr"> ${name}</span></button>`;
  }

  #reset(one: Operator, name: string): TemplateResult {
    return html`<form class="inline-form" @submit=${(e: SubmitEvent) => {
      e.preventDefault();
      const password = String(new FormData(e.target as HTMLFormElement).get('password'));
      void this.#change(one, { password }, `${name} has a new password and is signed out`);
    }}><input class="input input-sm" type="password" name="password" autocomplete="new-password" aria-label="New password of ${name}" placeholder="At least 12 characters" minlength="12" required autofocus>
      <button class="btn btn-primary small">Set</button><button type="button" class="btn btn-quiet small" @click=${() => (this.resetting = '')}>Cancel</button></form>`;
  }
}
