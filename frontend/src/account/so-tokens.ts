import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError, call, get, post } from '../api.ts';
import { copy } from '../copy.ts';
import { day } from '../model/format.ts';
import { icon } from '../room/icon.ts';
import { LightElement } from '../room/light-element.ts';
import { problemBox } from '../room/problem-box.ts';
import { visible } from '../visible.ts';
import { listOf, rolesUpTo } from './lists.ts';
import { once } from './once.ts';

interface Token {
  id: string;
  name: string;
  role: string;
  owner?: string;
  expiresAt: string;
  lastUsed?: string;
  token?: string;
}

const DAYS = [1, 7, 30, 90];

/** API tokens: listed, made (and shown this once), deleted. */
@customElement('so-tokens')
export class SoTokens extends LightElement {
  @property({ attribute: 'role-limit' }) roleLimit = 'viewer';
  @state() private tokens?: Token[];
  @state() private made?: Token;
  @state() private copied = false;
  @state() private problem?: ApiError;

  override connectedCallback(): void {
    this.replaceChildren();
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.tokens = listOf<Token>(await get('/api/tokens'), 'tokens');
    } catch (error) {
      this.problem = error as ApiError;
    }
  }

  async #do(change: () => Promise<unknown>): Promise<void> {
    this.problem = undefined;
    try {
      await change();
    } catch (error) {
      this.problem = error as ApiError;
    }
    await this.#load();
  }

  #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const expiresAt = new Date(Date.now() + Number(data.get('days')) * 86_400_000).toISOString();
    once(form, () => this.#do(async () => {
      this.made = await post<Token>('/api/tokens', { name: data.get('name'), role: data.get('role'), expiresAt });
      this.copied = false;
      form.reset();
    }));
  };

  protected override render(): TemplateResult {
    return html`<div class="stack"><section class="panel" aria-labelledby="tokens"><div class="panel-h"><h2 id="tokens">API tokens</h2><span class="count">${this.tokens?.length ?? ''}</span>
        <span class="grow"></span><span class="small faint">for scripts: Authorization: Bearer …</span></div>
      ${this.tokens?.length
        ? html`<table class="table"><thead><tr><th>Name</th><th>Role</th><th>Owner</th><th>Expires</th><th>Last used</th><th><span class="sr">Delete</span></th></tr></thead>
            <tbody>${this.tokens.map((one) => this.#row(one))}</tbody></table>`
        : html`<div class="blank"><p class="small">No token. A script that imports files or reads rows needs one.</p></div>`}
      ${this.made?.token ? this.#shown(this.made) : nothing}
      <form class="panel-b token-form" @submit=${this.#submitted}>
        <div class="field"><label for="token-name">New token</label><input class="input" id="token-name" name="name" required maxlength="64" autocomplete="off" placeholder="nightly-import"></div>
        <div class="field"><label for="token-role">Role</label><select class="input" id="token-role" name="role">${rolesUpTo(this.roleLimit).map((role) => html`<option value=${role}>${role}</option>`)}</select></div>
        <div class="field"><label for="token-days">Valid for</label><select class="input" id="token-days" name="days">${DAYS.map((days) => html`<option value=${days} ?selected=${days === 30}>${days} day${days > 1 ? 's' : ''}</option>`)}</select></div>
        <button class="btn btn-primary">Make token</button></form></section>
      ${this.problem ? problemBox(this.problem) : nothing}</div>`;
  }

  #row(one: Token): TemplateResult {
    const name = visible(one.name);
    return html`<tr><td>${name}</td><td>${one.role}</td><td class="muted">${visible(one.owner ?? '')}</td><td>${day(one.expiresAt)}</td>
      <td class="muted">${one.lastUsed ? day(one.lastUsed) : 'never'}</td>
      <td class="num"><button class="btn btn-quiet small" @click=${() => void this.#do(() => call('DELETE', `/api/tokens/${encodeURIComponent(one.id)}`))}>Delete<span class="sr"> ${name}</span></button></td></tr>`;
  }

  #shown(made: Token): TemplateResult {
    const taken = async (): Promise<void> => {
      this.copied = await copy(made.token ?? '');
    };
    return html`<div class="panel-b"><div class="callout callout-warn" role="status">${icon('key')}<span class="grow"><b class="strong">Copy it now: it is shown this once.</b><br>
      <code class="token">${made.token}</code></span><button class="btn small" @click=${taken}>${icon(this.copied ? 'check' : 'copy')}${this.copied ? 'Copied' : 'Copy'}</button></div></div>`;
  }
}
