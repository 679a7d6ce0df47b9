import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { post } from '../api.ts';
import type { Identity } from '../model/lineage.ts';
import { visible } from '../visible.ts';
import { DialogElement } from './dialog-element.ts';
import type { Decision } from './tree-node.ts';

const WORDS: Record<Decision, readonly [heading: string, says: string]> = {
  exclude: [
    'Exclude from the watch',
    'This is somebody else, e.g. the agent on the instance, not the thief. Neither its calls nor those of what it alone led to come in any more; what has come in stays.',
  ],
  include: ['Include again', 'It is the suspect after all: its calls come in again.'],
  confirm: ['Confirm', 'It is the suspect, though no record proves it: its calls come in from now on.'],
};

/** Asks for the note without which nobody is taken into the watch, or out of it. */
@customElement('so-identity-dialog')
export class SoIdentityDialog extends DialogElement {
  @property({ attribute: false }) who?: Identity;
  @property() decision: Decision = 'exclude';
  #asked = '';

  protected get heading(): string {
    return WORDS[this.decision][0];
  }

  protected get action(): string {
    return WORDS[this.decision][0];
  }

  /** What was typed about one is not said of another. */
  override open(): void {
    const asked = `${this.decision} ${this.who?.id}`;
    if (asked !== this.#asked) this.querySelector('form')?.reset();
    this.#asked = asked;
    super.open();
  }

  protected body(): TemplateResult {
    const value = visible(this.who?.value ?? '');
    return html`<p class="mono cut" title=${value}>${value}</p><p>${WORDS[this.decision][1]}</p>
      <div class="field"><label for="identity-note">Why</label>
      <textarea class="input" id="identity-note" name="note" rows="3" maxlength="2000" required autofocus></textarea>
      <p class="hint">Stays in the feed and in the audit, with your name.</p></div>`;
  }

  protected async submit(form: FormData): Promise<void> {
    await post(`/api/incidents/${this.incident}/identities/${this.who?.id}/${this.decision}`, { note: String(form.get('note')) });
  }
}
