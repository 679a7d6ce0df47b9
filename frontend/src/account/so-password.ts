import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError, post } from '../api.ts';
import { LightElement } from '../room/light-element.ts';
import { problemBox } from '../room/problem-box.ts';
import { once } from './once.ts';

@customElement('so-password')
export class SoPassword extends LightElement {
  @state() private problem?: ApiError;
  @state() private said = '';

  #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    this.problem = undefined;
    this.said = '';
    if (data.get('next') !== data.get('again')) {
      this.problem = new ApiError(400, 'The two new passwords differ', 'Type the new one twice');
      return;
    }
    once(form, () => post('/api/me/password', { current: data.get('current'), new: data.get('next') }).then(
      () => {
        form.reset();
        this.said = 'Changed. Your other sessions are signed out.';
      },
      (error: unknown) => (this.problem = error as ApiError),
    ));
  };

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="password"><div class="panel-h"><h2 id="password">Change password</h2></div>
      <form class="panel-b stack" @submit=${this.#submitted}>
        ${field('current', 'Current password', 'current-password')}
        ${field('next', 'New password', 'new-password', 'At least 12 characters.')}
        ${field('again', 'New password again', 'new-password')}
        ${this.problem ? problemBox(this.problem) : nothing}
        <p class="small t-ok" role="status">${this.said}</p>
        <button class="btn btn-primary btn-lg btn-block">Change password</button>
      </form></section>`;
  }
}

function field(name: string, label: string, complete: 'current-password' | 'new-password', hint = ''): TemplateResult {
  return html`<div class="field"><label for="pw-${name}">${label}</label>
    <input class="input" type="password" id="pw-${name}" name=${name} autocomplete=${complete} minlength=${complete === 'new-password' ? 12 : 1} required>
    ${hint ? html`<p class="hint">${hint}</p>` : nothing}</div>`;
}
