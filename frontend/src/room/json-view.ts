import { html, nothing, type TemplateResult } from 'lit';
import { visible } from '../visible.ts';

const LINE = /^(\s*)("(?:[^"\\]|\\.)*":)?\s?(.*)$/;

/** A record, indented, as text nodes: names weak, values strong. */
export function jsonView(value: unknown): TemplateResult {
  const lines = (JSON.stringify(value, null, 2) ?? '').split('\n');
  // The outer braces say nothing and cost a level of indentation.
  const inner = lines.length > 2 ? lines.slice(1, -1).map((text) => text.slice(2)) : lines;
  return html`<pre class="json" tabindex="0" aria-label="Record as JSON">${inner.map(line)}</pre>`;
}

function line(text: string): TemplateResult {
  const [, indent = '', name = '', rest = ''] = LINE.exec(text) ?? [];
  const scalar = /^["\d\-tfn]/.test(rest);
  return html`${indent}${name ? html`<span class="jk">${visible(name)}</span> ` : nothing}${
    scalar ? html`<span class="js">${visible(rest)}</span>` : rest}
`;
}
