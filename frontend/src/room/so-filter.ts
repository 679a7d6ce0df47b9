import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { EVERYTHING, isActive, toggleClass, toggleOutcome, withText, withoutTerm, type Filter, type Term } from '../model/filter.ts';
import { count } from '../model/format.ts';
import type { Kin } from '../model/kin.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';

const WORDS: Record<string, string> = {
  eventName: 'event',
  eventSource: 'service',
  sourceIp: 'ip',
  accessKeyId: 'key',
  principalArn: 'principal',
  userAgent: 'agent',
  errorCode: 'error',
};

/** What is filtered, as chips that can be taken away, how much that hides, and the search. */
@customElement('so-filter')
export class SoFilter extends LightElement {
  @property({ attribute: false }) filter: Filter = EVERYTHING;
  @property({ attribute: false }) kin?: Kin;
  @property({ type: Number }) hiddenRows = 0;

  focusSearch(): void {
    this.querySelector<HTMLInputElement>('input')?.focus();
  }

  protected override render(): TemplateResult {
    const f = this.filter;
    return html`<div class="chips" role="region" aria-label="Filter">
      <span class="chips-l">
      ${[...f.classes].map((kind) => this.#chip('class', kind, false, toggleClass(f, kind)))}
      ${[...f.outcomes].map((kind) => this.#chip('outcome', kind, false, toggleOutcome(f, kind)))}
      ${f.terms.map((term) => this.#chip(word(term), this.#value(term), term.not, withoutTerm(f, term)))}
      ${isActive(f)
        ? html`<button class="btn btn-quiet small" @click=${() => this.#change(EVERYTHING)}>Clear all</button>`
        : html`<span class="small faint nowrap">All rows shown</span>`}
      </span>
      <span class="grow"></span>
      ${this.hiddenRows > 0 ? html`<span class="small muted nowrap">${count(this.hiddenRows)} hidden by filter</span>` : nothing}
      <label class="search">${icon('search', 'i-12')}<span class="sr">Search the feed</span>
        <input type="search" placeholder="Search the feed" autocomplete="off" spellcheck="false" .value=${f.text}
          @input=${this.#typed} @keydown=${this.#keyed}><kbd aria-hidden="true">/</kbd></label>
    </div>`;
  }

  #chip(name: string, value: string, not: boolean, without: Filter): TemplateResult {
    const shown = visible(value);
    return html`<span class="chip ${not ? 'chip-not' : ''}"><b>${not ? 'not ' : ''}${name}</b> <span class="cut" title=${shown}>${shown}</span><button
      class="chip-x" aria-label="Remove the filter ${name} ${shown}" @click=${() => this.#change(without)}>${icon('x')}</button></span>`;
  }

  /** An identity by its name, as soon as that is known. */
  #value({ field, value }: Term): string {
    return field === 'identity' ? (this.kin?.label(value) ?? `#${value}`) : value;
  }

  #typed = (event: Event): void => this.#change(withText(this.filter, (event.target as HTMLInputElement).value));

  #keyed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    (event.target as HTMLInputElement).value = '';
    this.#change(withText(this.filter, ''));
    (event.target as HTMLInputElement).blur();
  };

  #change(filter: Filter): void {
    this.dispatchEvent(new CustomEvent<Filter>('so-filter', { detail: filter, bubbles: true }));
  }
}

function word(term: Term): string {
  return WORDS[term.field] ?? term.field;
}
