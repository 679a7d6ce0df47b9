import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError, post } from '../api.ts';
import { recogniseSuspect } from '../model/recognise-suspect.ts';
import { DialogElement } from './dialog-element.ts';
import { icon } from './icon.ts';

@customElement('so-suspect-dialog')
export class SoSuspectDialog extends DialogElement {
  protected readonly heading = 'Add a suspect';
  protected readonly action = 'Watch it too';
  @state() private typed = '';

  protected body(): TemplateResult {
    const found = recogniseSuspect(this.typed);
    return html`<div class="field"><label for="suspect-value">Suspect</label>
        <input class="input mono" id="suspect-value" name="value" required autocomplete="off" spellcheck="false" autofocus
          placeholder="Access key, ARN, unique id, address or user name"
          @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}>
        <p class="hint with-i">${found ? html`${icon(found.icon, 'i-12')}${found.says}` : this.typed ? 'Not a key, ARN, unique id, address or user name' : nothing}</p></div>
      ${found?.needsAccount
        ? html`<div class="field"><label for="suspect-account">Account</label>
            <input class="input mono" id="suspect-account" name="account" inputmode="numeric" pattern="\\d{12}" required placeholder="12 digits"></div>`
        : nothing}`;
  }

  protected async submit(form: FormData): Promise<void> {
    const found = recogniseSuspect(String(form.get('value')));
    if (!found) throw new ApiError(400, 'Not recognised', 'Enter an access key, an ARN, a unique id, an address or a user name');
    const account = found.account ?? (form.get('account') ? String(form.get('account')) : undefined);
    await post(`/api/incidents/${this.incident}/suspects`, { type: found.type, value: found.value, account });
    this.typed = '';
  }
}
