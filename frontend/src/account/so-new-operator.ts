import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError, post } from '../api.ts';
import { LightElement } from '../room/light-element.ts';
import { problemBox } from '../room/problem-box.ts';
import { ROLES } from './lists.ts';
import { once } from './once.ts';

@customElement('so-new-operator')
export class SoNewOperator extends LightElement {
  @state() private problem?: ApiError;

  #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    this.problem = undefined;
    const body = { name: data.get('name'), displayName: data.get('displayName') || undefined, role: data.get('role'), password: data.get('password') };
    once(form, () => post('/api/operators', body).then(
      () => {
        form.reset();
        document.dispatchEvent(new CustomEvent('so-operators-changed'));
      },
      (error: unknown) => (this.problem = error as ApiError),
    ));
  };

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="new-operator"><div class="panel-h"><h2 id="new-operator">New operator</h2></div>
      <form class="panel-b stack" @submit=${this.#submitted}>
        <div class="field"><label for="op-name">Name</label><input class="input" id="op-name" name="name" required maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false">
          <p class="hint">Small letters, digits, dot, dash; it stands in the record.</p></div>
        <div class="field"><label for="op-display">Shown as</label><input class="input" id="op-display" name="displayName" maxlength="200" autocomplete="off" placeholder="M. Okafor"></div>
        <div class="field"><label for="op-role">Role</label><select class="input" id="op-role" name="role">${ROLES.map((role) => html`<option value=${role}>${role}</option>`)}</select>
          <p class="hint">A viewer looks; a responder opens watches and writes notes; an approver agrees to cuts; an admin keeps the operators.</p></div>
        <div class="field"><label for="op-password">First password</label><input class="input" id="op-password" name="password" type="password" required minlength="12" autocomplete="new-password">
          <p class="hint">At least 12 characters. Hand it over in person; it can be changed on the own page.</p></div>
        ${this.problem ? problemBox(this.problem) : nothing}
        <button class="btn btn-primary btn-lg btn-block">Add operator</button>
      </form></section>`;
  }
}
