import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { post } from '../api.ts';
import { DialogElement } from './dialog-element.ts';

const VERDICTS: [string, string][] = [
  ['malicious', 'Malicious: it was an attack'],
  ['benign', 'Benign: it was meant'],
  ['exercise', 'Exercise: a test or a drill'],
  ['unclear', 'Unclear: not found out'],
];

@customElement('so-close-dialog')
export class SoCloseDialog extends DialogElement {
  protected readonly heading = 'Close incident';
  protected readonly action = 'Close incident';

  protected body(): TemplateResult {
    return html`<div class="field"><label for="close-verdict">Verdict</label>
        <select class="input" id="close-verdict" name="verdict" required>
          ${VERDICTS.map(([id, text]) => html`<option value=${id}>${text}</option>`)}
        </select></div>
      <div class="field"><label for="close-reason">Reason</label>
        <textarea class="input" id="close-reason" name="reason" rows="3" maxlength="2000" required></textarea>
        <p class="hint">Closing ends the watch: no further call is recorded. Everything recorded stays; the incident can be reopened.</p></div>`;
  }

  protected async submit(form: FormData): Promise<void> {
    await post(`/api/incidents/${this.incident}/close`, {
      verdict: String(form.get('verdict')),
      reason: String(form.get('reason')),
    });
  }
}
