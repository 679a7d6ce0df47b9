import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError, get } from '../api.ts';
import { copy } from '../copy.ts';
import { isActivity, isAlarm, type Activity, type Shown } from '../model/entry.ts';
import type { Field } from '../model/filter.ts';
import { clock, count, day } from '../model/format.ts';
import type { Row } from '../model/rows.ts';
import { visible } from '../visible.ts';
import { corrections, deliveries, recordOf } from './detail-amendments.ts';
import { classMark, outcomeMark, sentence } from './feed-row.ts';
import { icon } from './icon.ts';
import { jsonView } from './json-view.ts';
import { LightElement } from './light-element.ts';
import { signalDetail } from './signal-row.ts';

const RELATED: [string, Field][] = [
  ['Same key', 'accessKeyId'],
  ['Same address', 'sourceIp'],
  ['Same user agent', 'userAgent'],
  ['Same call', 'eventName'],
  ['Same principal', 'principalArn'],
  ['Same error', 'errorCode'],
];

/** One row in full: its fields with filters, what is related among the rows loaded, and the record itself. */
@customElement('so-detail')
export class SoDetail extends LightElement {
  @property({ attribute: false }) entry?: Shown;
  @property({ attribute: false }) rows: readonly Row[] = [];
  @property() incident = '';
  @property({ type: Boolean }) pinned = false;
  @property({ type: Boolean, attribute: 'can-respond' }) canRespond = false;
  @state() private record: unknown;
  @state() private problem?: ApiError;
  @state() private copied = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('entry') && (changed.get('entry') as Shown | undefined)?.seq !== this.entry?.seq) this.#load();
  }

  #load(): void {
    this.record = undefined;
    this.problem = undefined;
    this.copied = '';
    const entry = this.entry;
    if (!entry || !isActivity(entry)) return;
    get<unknown>(`/api/incidents/${this.incident}/activity/${encodeURIComponent(entry.eventId)}`).then(
      (record) => this.entry?.seq === entry.seq && (this.record = record),
      (error: unknown) => this.entry?.seq === entry.seq && (this.problem = error as ApiError),
    );
  }

  protected override render(): TemplateResult | typeof nothing {
    const entry = this.entry;
    if (!entry) return nothing;
    return html`<section class="detail" aria-label="Detail of the selected row">
      <div class="detail-h">${this.#title(entry)}<span class="grow"></span>
        <button class="btn btn-quiet" ?disabled=${!this.canRespond} title=${this.canRespond ? 'p' : 'needs the role responder'}
          @click=${() => this.#say('so-pin')}>${icon('pin')}${this.pinned ? 'Unpin' : 'Pin'}</button>
        <button class="btn btn-quiet" title="c" @click=${() => this.#say('so-copy-link')}>${icon('link')}Copy link</button>
        <button class="btn btn-quiet btn-icon" aria-label="Close the detail" @click=${() => this.#say('so-close-detail')}>${icon('x')}</button>
      </div>
      ${isActivity(entry) ? this.#activity(entry) : entry.kind === 'signal' ? signalDetail(entry, this.canRespond ? (one) => this.#say('so-watch-too', one) : undefined) : html`<div class="detail-b"><p class="note-text">${
        'text' in entry ? visible(entry.text) : `row ${entry.ofSeq}`}</p></div>`}
    </section>`;
  }

  #title(entry: Shown): TemplateResult {
    if (!isActivity(entry)) {
      return html`<span class="cls cls-${isAlarm(entry) ? 'tamper' : 'note'}">${icon(isAlarm(entry) ? 'warn' : 'note')}${isAlarm(entry) ? 'ALARM' : entry.kind.toUpperCase()}</span>
        <span class="cut">row ${entry.seq}, ${day(entry.at)} ${clock(entry.at)} UTC</span>`;
    }
    return html`${classMark(entry.class)}${outcomeMark(entry.outcome)}<span class="cut detail-t">${sentence(entry)}</span>`;
  }

  #activity(a: Activity): TemplateResult {
    return html`<div class="detail-b">
      <dl class="kv">
        ${this.#field('Principal', a.principalArn, 'principalArn')}
        ${this.#field('Key', a.accessKeyId, 'accessKeyId')}
        ${this.#field('Source IP', a.sourceIp, 'sourceIp')}
        ${this.#field('User agent', a.userAgent, 'userAgent')}
        ${this.#field('Call', a.eventName, 'eventName')}
        ${this.#field('Service', a.eventSource, 'eventSource')}
        ${this.#field('Region', a.region, 'region')}
        ${this.#field('Account', a.account, 'account')}
        ${this.#field('Error', a.errorCode, 'errorCode')}
        ${this.#plain('Result', a.outcome === 'ok' ? 'succeeded' : a.outcome)}
        ${this.#plain('Event time', `${day(a.eventTime)} ${clock(a.eventTime)} UTC`)}
        ${deliveries(a, this.record).map(([lane, when]) => this.#plain(lane, when))}
        ${corrections(a, this.record).map(([name, text]) => html`<dt>${name}</dt><dd class="long">${text}</dd>`)}
        ${this.#plain('Risk', a.risk ? `${a.risk}${a.riskReason ? `: ${visible(a.riskReason)}` : ''}` : '')}
        ${this.#field('Event id', a.eventId)}
      </dl>
      <div class="related"><h3 class="h-label">Related, rows loaded</h3>${this.#related(a)}</div>
      <div class="record"><h3 class="h-label">Record</h3>${this.#json()}</div>
    </div>`;
  }

  #field(name: string, value: string | undefined, field?: Field): TemplateResult | typeof nothing {
    if (!value) return nothing;
    const shown = visible(value);
    return html`<dt>${name}</dt><dd><span class="mono cut" title=${shown}>${shown}</span><span class="acts">
      ${field
        ? html`<button aria-label="Only this ${name}" title="Only this" @click=${() => this.#term(field, value, false)}>${icon('plus')}</button>
          <button aria-label="Without this ${name}" title="Without this" @click=${() => this.#term(field, value, true)}>${icon('minus')}</button>`
        : nothing}
      <button aria-label="Copy ${name}" title="Copy" @click=${() => void this.#copy(name, value)}>${icon(this.copied === name ? 'check' : 'copy')}</button>
    </span></dd>`;
  }

  #plain(name: string, value: string): TemplateResult | typeof nothing {
    return value ? html`<dt>${name}</dt><dd><span class="cut" title=${value}>${value}</span></dd>` : nothing;
  }

  #related(a: Activity): TemplateResult {
    return html`<dl class="rel">${RELATED.flatMap(([label, field]) => {
      const value = a[field];
      if (!value) return [];
      const n = this.rows.filter((row) => row.kind === 'activity' && row[field] === value).length;
      return html`<dt>${label}</dt><dd><button class="link" aria-label="Show the ${n} rows: ${label}" @click=${() => this.#term(field, value, false)}>${count(n)}</button></dd>`;
    })}</dl>`;
  }

  #json(): TemplateResult {
    if (this.problem) {
      const id = this.problem.correlationId;
      return html`<p class="small t-alarm">${this.problem.title}. ${this.problem.detail}${id ? ` (id ${id})` : ''}
        <button class="link" @click=${() => this.#load()}>Try again</button></p>`;
    }
    if (this.record === undefined) return html`<div class="r-skel"><span class="skel w-4"></span></div>`;
    return jsonView(recordOf(this.record));
  }

  async #copy(name: string, value: string): Promise<void> {
    if (await copy(value)) this.copied = name;
  }

  #term(field: Field, value: string, not: boolean): void {
    this.dispatchEvent(new CustomEvent('so-term', { detail: { field, value, not }, bubbles: true }));
  }

  #say(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
