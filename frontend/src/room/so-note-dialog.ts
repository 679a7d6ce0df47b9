import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { post } from '../api.ts';
import { DialogElement } from './dialog-element.ts';

@customElement('so-note-dialog')
export class SoNoteDialog extends DialogElement {
  protected readonly heading = 'Add a note';
  protected readonly action = 'Add note';

  protected body(): TemplateResult {
    return html`<div class="field"><label for="note-text">Note</label>
      <textarea class="input" id="note-text" name="text" rows="4" maxlength="4000" required autofocus></textarea>
      <p class="hint">Becomes a row of the feed, with your name and the time. Notes can't be changed later.</p></div>`;
  }

  protected async submit(form: FormData): Promise<void> {
    await post(`/api/incidents/${this.incident}/notes`, { text: String(form.get('text')) });
  }
}
