import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError, get, post } from '../api.ts';
import { clock, count, day } from '../model/format.ts';
import { LightElement } from '../room/light-element.ts';
import { problemBox } from '../room/problem-box.ts';
import { visible } from '../visible.ts';

interface Channel {
  channel: string;
  waiting: number;
  entries: number;
  oldest?: string;
  dead: number;
  withheld: number;
  pausedUntil?: string;
  pausedSince?: string;
  why?: string;
}

interface Dead {
  id: string;
  channel: string;
  kind: string;
  incident?: string;
  target?: string;
  attempts: number;
  why: string;
  since: string;
}

interface Outbox {
  channels: Channel[];
  dead: Dead[];
}

const SHOWN = 20;
const NEEDS = 'needs the role admin';

/** What waits to be told outside, what nobody takes any more, and for admins a way to send it again and to try a channel. */
@customElement('so-outbox')
export class SoOutbox extends LightElement {
  @property({ type: Boolean, attribute: 'can-administer' }) canAdminister = false;
  @state() private outbox?: Outbox;
  @state() private said = '';
  @state() private busy = false;
  @state() private problem?: ApiError;

  #again = (): void => void this.#load();

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('so-refreshed', this.#again);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('so-refreshed', this.#again);
  }

  /** What is read by itself wipes out no refusal of what somebody asked for. */
  async #load(): Promise<void> {
    try {
      this.outbox = await get<Outbox>('/api/outbox');
    } catch (error) {
      this.problem ??= error as ApiError;
    }
  }

  protected override render(): TemplateResult {
    const channels = this.outbox?.channels ?? [];
    return html`<section class="panel" aria-labelledby="outbox">
      <div class="panel-h"><h2 id="outbox">Outbox</h2><span class="grow"></span><span class="small faint">what is told outside of the rooms, by channel</span></div>
      ${this.problem ? html`<div class="panel-b">${problemBox(this.problem)}</div>` : nothing}
      ${channels.length > 0 ? this.#channels(channels) : html`<div class="panel-b"><p class="muted small">${this.#empty()}</p></div>`}
      ${this.outbox?.dead.length ? this.#letters(this.outbox.dead) : nothing}
      ${channels.length > 0 && !this.canAdminister ? html`<p class="panel-b hint">Test messages and sending again need the role admin.</p>` : nothing}
      <p class="panel-b small" role="status" ?hidden=${!this.said}>${this.said}</p>
    </section>`;
  }

  #empty(): string {
    if (this.outbox) return 'No channel is configured: nothing leaves this house.';
    return this.problem ? 'The outbox could not be read.' : 'Reading the outbox.';
  }

  #channels(channels: Channel[]): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="outbox"><table class="table">
      <thead><tr><th>Channel</th><th>State</th><th class="num">Waiting</th><th class="num">Entries</th><th>Oldest, UTC</th><th class="num">Dead</th><th class="num">Withheld</th><th><span class="sr">What to do</span></th></tr></thead>
      <tbody>${channels.map((one) => this.#channel(one))}</tbody></table></div>`;
  }

  #channel(one: Channel): TemplateResult {
    const paused = one.pausedSince ? html`paused since ${clock(one.pausedSince)}<br><span class="small">${visible(one.why ?? '')}</span>` : 'open';
    return html`<tr><td class="mono">${visible(one.channel)}</td><td class="wrap">${paused}</td><td class="num">${count(one.waiting)}</td>
      <td class="num">${count(one.entries)}</td><td class="mono nowrap">${one.oldest ? `${day(one.oldest)} ${clock(one.oldest)}` : '–'}</td>
      <td class="num">${count(one.dead)}</td><td class="num">${count(one.withheld)}</td>
      <td class="num">${this.#button('Send a test message', `Send a test message by ${one.channel}`, () => this.#test(one.channel))}</td></tr>`;
  }

  #letters(dead: Dead[]): TemplateResult {
    return html`<div class="panel-h"><h3 id="dead-letters">Dead letters</h3><span class="count">${count(dead.length)}</span></div>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="dead-letters"><table class="table">
      <thead><tr><th>Since, UTC</th><th>Channel</th><th>What</th><th>To</th><th>Reason</th><th class="num">Tried</th><th><span class="sr">What to do</span></th></tr></thead>
      <tbody>${dead.slice(0, SHOWN).map((one) => this.#letter(one))}</tbody></table></div>
      ${dead.length > SHOWN ? html`<p class="panel-b small muted">The newest ${SHOWN} of ${count(dead.length)}: <a href="/api/outbox">/api/outbox</a> has more.</p>` : nothing}`;
  }

  #letter(one: Dead): TemplateResult {
    const what = one.incident ? html`${visible(one.kind)}, <a href="/incidents/${one.incident}">#${one.incident}</a>` : visible(one.kind);
    return html`<tr><td class="mono nowrap">${day(one.since)} ${clock(one.since)}</td><td class="mono">${visible(one.channel)}</td><td>${what}</td>
      <td class="wrap">${visible(one.target ?? '–')}</td><td class="wrap">${visible(one.why)}</td><td class="num">${count(one.attempts)}</td>
      <td class="num">${this.#button('Send again', `Send dead letter ${one.id} again`, () => this.#retry(one.id))}</td></tr>`;
  }

  #button(text: string, name: string, press: () => Promise<void>): TemplateResult {
    return html`<button type="button" class="btn small" aria-label=${name} ?disabled=${!this.canAdminister || this.busy} title=${this.canAdminister ? '' : NEEDS}
      @click=${() => void press()}>${text}</button>`;
  }

  async #test(channel: string): Promise<void> {
    await this.#ask(`A test message waits to be sent by ${channel}.`, () => post('/api/outbox/test', { channel }));
  }

  async #retry(id: string): Promise<void> {
    await this.#ask(`Dead letter ${id} waits to be sent again.`, () => post(`/api/outbox/${id}/retry`, {}));
  }

  /** One question at a time; a second press asks nothing. */
  async #ask(done: string, run: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await run();
      this.said = done;
      await this.#load();
    } catch (error) {
      this.problem = error instanceof ApiError ? error : new ApiError(0, 'That did not work', String(error));
    } finally {
      this.busy = false;
    }
  }
}
