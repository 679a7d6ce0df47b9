import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Incident } from '../model/incident.ts';
import { visible } from '../visible.ts';
import { LightElement } from './light-element.ts';

const LEVELS: readonly [id: string, covers: string][] = [
  ['direct', 'only the named suspects'],
  ['sessions', 'also their sessions'],
  ['credentials', 'also keys they make'],
  ['full', 'also users and instances'],
];

/** How far the watch follows. Shows what is in force; another choice shows once the server has taken it. */
@customElement('so-level')
export class SoLevel extends LightElement {
  @property({ attribute: false }) incident?: Incident;
  @property({ type: Boolean, attribute: 'can-respond' }) canRespond = false;

  protected override updated(): void {
    const select = this.querySelector('select');
    if (select && this.incident) select.value = this.incident.follow;
  }

  protected override render(): TemplateResult | typeof nothing {
    const now = this.incident?.follow;
    if (now === undefined) return nothing;
    const newer = LEVELS.some(([id]) => id === now) ? [] : [now];
    return html`<select class="input small level" aria-label="How far the watch follows" title=${this.canRespond ? '' : 'needs the role responder'}
      ?disabled=${!this.canRespond || this.incident?.state === 'closed'} @change=${this.#chosen}>
      ${LEVELS.map(([id, covers]) => html`<option value=${id}>${id}: ${covers}</option>`)}
      ${newer.map((id) => html`<option value=${id}>${visible(id)}</option>`)}</select>`;
  }

  #chosen = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    const level = select.value;
    select.value = this.incident?.follow ?? level;
    this.dispatchEvent(new CustomEvent('so-level', { detail: level, bubbles: true }));
  };
}
