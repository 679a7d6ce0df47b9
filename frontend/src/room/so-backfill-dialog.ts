import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get, post } from '../api.ts';
import { clock, count, day } from '../model/format.ts';
import { visible } from '../visible.ts';
import { DialogElement } from './dialog-element.ts';

export interface Backfill {
  id: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  source: string | null;
  since: string;
  lookup: boolean;
  by: string;
  events: number;
  recorded: number;
  message?: string;
}

const BACK: readonly (readonly [hours: number, words: string])[] = [
  [1, '1 hour'],
  [6, '6 hours'],
  [24, '1 day'],
  [24 * 7, '7 days'],
  [24 * 30, '30 days'],
  [24 * 90 - 1, '90 days'],
];
const SOURCES: Record<string, string> = { stream: 'the stream', logs: 'the log group', lookup: "CloudTrail's event history" };
const AGAIN = 2_000;
const MOST = 5;

/** Asks how far to look back for this incident, and shows how far earlier looks are, as long as it is open. */
@customElement('so-backfill-dialog')
export class SoBackfillDialog extends DialogElement {
  protected readonly heading = 'Look further back';
  protected readonly action = 'Look back';
  @state() private earlier: readonly Backfill[] = [];
  #timer = 0;

  override open(): void {
    super.open();
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.#timer);
  }

  protected body(): TemplateResult {
    return html`<div class="field"><label for="backfill-back">Look back</label>
        <select class="input" id="backfill-back" name="back">${BACK.map(
          ([hours, words]) => html`<option value=${hours} ?selected=${hours === 24}>${words}</option>`)}</select>
        <p class="hint">Reads what the stream still holds, then the trail's log group where one is configured. Rows that are found say so in their lane.</p></div>
      <div class="field"><label><input type="checkbox" name="lookup"> Ask CloudTrail's event history too (LookupEvents)</label>
        <p class="hint">The suspect could see these calls: they are made by Stakeout's own role and recorded by CloudTrail of that account. All else reads our own stream and log group only.</p></div>
      ${this.earlier.length > 0
        ? html`<ul class="small muted stack-2" role="status">${this.earlier.slice(0, MOST).map((one) => html`<li>${said(one)}</li>`)}</ul>`
        : nothing}`;
  }

  protected async submit(form: FormData): Promise<void> {
    const since = new Date(Date.now() - Number(form.get('back')) * 3_600_000).toISOString();
    await post(`/api/incidents/${this.incident}/backfills`, { since, lookup: form.get('lookup') === 'on' });
  }

  /** Again while somebody looks; that it can't be read now says nothing about the look itself. */
  async #read(): Promise<void> {
    window.clearTimeout(this.#timer);
    try {
      this.earlier = await get<Backfill[]>(`/api/incidents/${this.incident}/backfills`);
    } catch {
      this.earlier = [];
    }
    if (this.querySelector('dialog')?.open) this.#timer = window.setTimeout(() => void this.#read(), AGAIN);
  }
}

export function said(one: Backfill): string {
  const where = one.source ? ` in ${SOURCES[one.source] ?? visible(one.source)}` : '';
  const word = one.state === 'running' ? `running${where}` : one.state;
  const message = one.message ? ` ${visible(one.message)}` : '';
  return `To ${day(one.since)} ${clock(one.since)} UTC, by ${visible(one.by)}: ${word}, ${count(one.events)} events seen, ${count(one.recorded)} new.${message}`;
}
