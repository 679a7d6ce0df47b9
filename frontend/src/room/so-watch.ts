import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { isActivity, type Activity } from '../model/entry.ts';
import type { Field } from '../model/filter.ts';
import { clock, count } from '../model/format.ts';
import { typeWord, type Incident, type Suspect } from '../model/incident.ts';
import type { Row } from '../model/rows.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';

const ICONS: Record<string, string> = { 'access-key': 'key', 'source-ip': 'host', 'principal-arn': 'role' };
const FACETS: [string, Field][] = [
  ['Addresses', 'sourceIp'],
  ['Services', 'eventSource'],
];

/** Who is watched, what they use, and what can be done about the incident. */
@customElement('so-watch')
export class SoWatch extends LightElement {
  @property({ attribute: false }) incident?: Incident;
  @property({ attribute: false }) rows: readonly Row[] = [];
  @property({ type: Boolean, attribute: 'can-respond' }) canRespond = false;

  protected override render(): TemplateResult {
    const suspects = this.incident?.suspects ?? [];
    // What a browser counts is among the rows that it holds; the heading says when those are not all.
    const partial = (this.rows[0]?.seq ?? 1) > 1;
    const calls = this.rows.filter((row): row is Activity => row.kind !== 'gap' && isActivity(row));
    return html`<aside class="watch" aria-label="Watch">
      <div class="watch-h"><h2 class="h-label">Watch</h2><span class="count">${suspects.length}</span><span class="grow"></span>
        <span class="small faint">calls</span></div>
      <ul class="tree">${suspects.map((suspect) => this.#suspect(suspect, calls, partial))}
        <li class="node-add">${this.#button('so-add-suspect', 'plus', 'Add suspect…', 'btn btn-quiet small')}</li></ul>
      ${FACETS.map(([title, field]) => this.#facet(partial ? `${title}, rows loaded` : title, field, calls))}
      <div class="watch-f stack-2">
        ${this.canRespond ? nothing : html`<p class="hint">You can look. Changing the watch needs the role responder.</p>`}
        ${this.#button('so-import', 'down', 'Import file…', 'btn btn-block')}
        ${this.incident?.state === 'closed'
          ? this.#button('so-reopen', 'watch', 'Reopen', 'btn btn-block')
          : this.#button('so-close', 'check', 'Close incident…', 'btn btn-block')}
      </div>
    </aside>`;
  }

  #suspect(suspect: Suspect, calls: readonly Activity[], partial: boolean): TemplateResult {
    const own = calls.filter((call) => isBy(suspect, call));
    const only = this.incident?.suspects.length === 1;
    const total = only ? (this.incident?.counters.total ?? own.length) : own.length;
    const newest = own.reduce<Activity | undefined>((a, b) => (a && a.eventTime > b.eventTime ? a : b), undefined);
    const value = visible(suspect.value);
    return html`<li class="node">${icon(ICONS[suspect.type] ?? 'user')}
      <span class="node-l mono cut" title=${value}>${short(value)}</span><span class="node-n" title=${partial && !only ? 'among the rows loaded' : ''}>${count(total)}${partial && !only ? '+' : ''}</span>
      <span class="node-s cut">${typeWord(suspect.type)}${suspect.account ? ` · ${visible(suspect.account)}` : ''}${
        newest ? ` · ${clock(newest.eventTime)}` : ''}</span>
      ${this.canRespond && !only
        ? html`<button class="node-x chip-x" aria-label="Stop watching ${value}" title="Stop watching"
            @click=${() => this.#say('so-remove-suspect', suspect)}>${icon('x', 'i-12')}</button>`
        : nothing}</li>`;
  }

  #facet(title: string, field: Field, calls: readonly Activity[]): TemplateResult | typeof nothing {
    const top = ranked(calls, field);
    if (top.length === 0) return nothing;
    return html`<div class="side-sec"><h2 class="h-label">${title}</h2><ul title="Among the rows loaded">${top.slice(0, 5).map(
      ([value, n]) => html`<li><button class="facet" title="Show only ${visible(value)}"
        @click=${() => this.dispatchEvent(new CustomEvent('so-term', { detail: { field, value, not: false }, bubbles: true }))}>
        <span class="mono cut">${visible(value.replace('.amazonaws.com', ''))}</span><span>${count(n)}</span></button></li>`,
    )}${top.length > 5 ? html`<li class="small faint">and ${top.length - 5} more</li>` : nothing}</ul></div>`;
  }

  #button(event: string, sign: string, text: string, classes: string): TemplateResult {
    return html`<button class=${classes} ?disabled=${!this.canRespond} title=${this.canRespond ? '' : 'needs the role responder'}
      @click=${() => this.#say(event)}>${icon(sign)}${text}</button>`;
  }

  #say(name: string, detail?: Suspect): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

function ranked(calls: readonly Activity[], field: Field): [string, number][] {
  const counts = new Map<string, number>();
  for (const call of calls) {
    const value = call[field];
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** Which rows a suspect stands behind, as far as a row tells; the server's counters say the rest. */
function isBy(suspect: Suspect, call: Activity): boolean {
  const arn = call.principalArn ?? '';
  switch (suspect.type) {
    case 'access-key':
      return call.accessKeyId === suspect.value;
    case 'source-ip':
      return call.sourceIp === suspect.value;
    case 'user-name':
      return arn.endsWith(`user/${suspect.value}`) || arn.endsWith(`/${suspect.value}`);
    default:
      return arn === suspect.value || arn.includes(`:assumed-role/${suspect.value.split('/').at(-1) ?? ''}/`);
  }
}

/** An ARN's telling end is its last part. */
function short(value: string): string {
  return value.startsWith('arn:') ? value.slice(value.indexOf('::') + 15) || value : value;
}
