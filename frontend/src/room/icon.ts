import { html, type TemplateResult } from 'lit';

/** An icon of the page's sprite; always beside a word, so hidden from assistive technology. */
export function icon(name: string, size = ''): TemplateResult {
  return html`<svg class="i ${size}" aria-hidden="true"><use href="#i-${name}"></use></svg>`;
}
