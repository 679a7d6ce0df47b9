import { html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { post } from '../api.ts';
import { DialogElement } from '../room/dialog-element.ts';
import { visible } from '../visible.ts';

/** Asks why somebody stays cut for as long once more. */
@customElement('so-renew-dialog')
export class SoRenewDialog extends DialogElement {
  protected readonly heading = 'Renew a containment';
  protected readonly action = 'Renew';
  @state() private containment = '';
  @state() private principal = '';

  ask(id: string, principal: string): void {
    this.containment = id;
    this.principal = principal;
    this.open();
  }

  protected body(): TemplateResult {
    return html`<p>Keeps <b class="mono">${visible(this.principal)}</b> cut. Nothing is changed in AWS; the room is told, and reminded again before the new time is over.</p>
      <div class="field"><label for="renew-reason">Reason</label>
        <textarea class="input" id="renew-reason" name="reason" rows="3" maxlength="1000" required autofocus></textarea></div>`;
  }

  protected async submit(form: FormData): Promise<void> {
    await post(`/api/containments/${encodeURIComponent(this.containment)}/renew`, { reason: String(form.get('reason')) });
  }
}
