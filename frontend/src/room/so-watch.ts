import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ApiError } from '../api.ts';
import { isActivity, type Activity } from '../model/entry.ts';
import { EVERYTHING, type Field, type Filter } from '../model/filter.ts';
import { count } from '../model/format.ts';
import { named, type Incident } from '../model/incident.ts';
import type { Lineage } from '../model/lineage.ts';
import type { Row } from '../model/rows.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';
import { part } from './part.ts';
import { suspectNode } from './suspect-list.ts';
import './so-level.ts';

/** Values of a facet that are listed: the room is the tree's. */
const FEW = 3;
const FACETS: [string, Field][] = [
  ['Addresses', 'sourceIp'],
  ['Services', 'eventSource'],
];

/** Who is watched, what they use, and what can be done about the incident. */
@customElement('so-watch')
export class SoWatch extends LightElement {
  @property({ attribute: false }) incident?: Incident;
  @property({ attribute: false }) lineage?: Lineage;
  /** Why the lineage could not be read the last time. */
  @property({ attribute: false }) problem?: ApiError;
  @property({ attribute: false }) rows: readonly Row[] = [];
  @property({ attribute: false }) filter: Filter = EVERYTHING;
  @property({ type: Boolean, attribute: 'can-respond' }) canRespond = false;

  @state() private tree = false;

  /** The rows come first: the tree is loaded when there is something to draw. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.lineage && changed.has('lineage') && !this.tree) part(() => import('./so-tree.ts'), () => (this.tree = true));
  }

  protected override render(): TemplateResult {
    const suspects = this.incident?.suspects ?? [];
    const identities = (this.tree && this.lineage?.identities) || [];
    // What a browser counts is among the rows that it holds; the heading says when those are not all.
    const partial = (this.rows[0]?.seq ?? 1) > 1;
    const calls = this.rows.filter((row): row is Activity => row.kind !== 'gap' && isActivity(row));
    const untold = suspects.filter((one) => !identities.some((who) => named(one, who)));
    return html`<aside class="watch" aria-label="Watch">
      <div class="watch-h"><h2 class="h-label">Watch</h2><span class="count">${count(identities.filter((who) => who.watched).length + untold.length)}</span><span class="grow"></span>
        <span class="small faint">calls</span></div>
      <so-level .incident=${this.incident} ?can-respond=${this.canRespond}></so-level>
      <div class="tree">
        ${this.tree ? html`<so-tree .lineage=${this.lineage} .suspects=${suspects} .filter=${this.filter} ?can-respond=${this.canRespond}></so-tree>` : nothing}
        <ul>${untold.map((one) =>
          suspectNode(one, this.incident, calls, partial, this.canRespond ? () => this.#say('so-remove-suspect', one) : undefined))}
        <li class="node-add">${this.#button('so-add-suspect', 'plus', 'Add suspect…', 'btn btn-quiet small')}</li></ul>
        ${this.problem ? html`<p class="hint node-add">What they led to could not be read: ${this.problem.title}</p>` : nothing}
      </div>
      <div class="facets">${FACETS.map(([title, field]) => this.#facet(partial ? `${title}, rows loaded` : title, field, calls))}</div>
      <div class="watch-f stack-2">
        ${this.canRespond ? nothing : html`<p class="hint">You can look. Changing the watch needs the role responder.</p>`}
        ${this.#button('so-disable', 'lock', 'Disable access…', 'btn btn-block btn-danger')}
        ${this.#button('so-backfill', 'clock', 'Look further back…', 'btn btn-block')}
        ${this.#button('so-import', 'down', 'Import file…', 'btn btn-block')}
        ${this.incident?.state === 'closed'
          ? this.#button('so-reopen', 'watch', 'Reopen', 'btn btn-block')
          : this.#button('so-close', 'check', 'Close incident…', 'btn btn-block')}
      </div>
    </aside>`;
  }

  #facet(title: string, field: Field, calls: readonly Activity[]): TemplateResult | typeof nothing {
    const top = ranked(calls, field);
    if (top.length === 0) return nothing;
    return html`<div class="side-sec"><h2 class="h-label">${title}</h2><ul title="Among the rows loaded">${top.slice(0, FEW).map(
      ([value, n]) => html`<li><button class="facet" title="Show only ${visible(value)}"
        @click=${() => this.dispatchEvent(new CustomEvent('so-term', { detail: { field, value, not: false }, bubbles: true }))}>
        <span class="mono cut">${visible(value.replace('.amazonaws.com', ''))}</span><span>${count(n)}</span></button></li>`,
    )}${top.length > FEW ? html`<li class="small faint">and ${top.length - FEW} more</li>` : nothing}</ul></div>`;
  }

  #button(event: string, sign: string, text: string, classes: string): TemplateResult {
    return html`<button class=${classes} ?disabled=${!this.canRespond} title=${this.canRespond ? '' : 'needs the role responder'}
      @click=${() => this.#say(event)}>${icon(sign)}${text}</button>`;
  }

  #say(name: string, detail?: unknown): void {
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
