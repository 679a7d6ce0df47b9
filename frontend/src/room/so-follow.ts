import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Lag, LinkState } from '../live.ts';
import { clock, minutes, span } from '../model/format.ts';
import { NO_PIPELINE, troubles, type Pipeline, type Trouble } from '../model/pipeline.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';

const STALE_AFTER = 60_000;

/**
 * How fresh the room is, always as a word: LIVE, PAUSED, RECONNECTING or STALE; age of the newest event and lag. Before
 * them what is wrong with the way in, because then a quiet feed proves nothing, whatever the word says.
 */
@customElement('so-follow')
export class SoFollow extends LightElement {
  @property({ attribute: false }) link: LinkState = { is: 'connecting' };
  @property({ type: Boolean }) paused = false;
  /** Nothing more is recorded: the room is connected, but not LIVE. */
  @property({ type: Boolean }) closed = false;
  @property({ type: Number }) unseen = 0;
  @property({ attribute: false }) newest?: string | null;
  @property({ attribute: false }) lag?: Lag;
  /** Server's clock minus ours, in milliseconds. */
  @property({ type: Number }) offset = 0;
  @property({ attribute: false }) pipeline: Pipeline = NO_PIPELINE;

  #tick = 0;
  #announced = 0;
  #spoken = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = window.setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.#tick);
  }

  protected override render(): TemplateResult {
    const wrong = this.#troubles();
    return html`<div class="fresh">
      ${trouble(wrong)}
      ${this.#age()}
      <span class="opt">lag p50 <b>${seconds(this.lag?.p50)}</b> p95 <b>${seconds(this.lag?.p95)}</b></span>
      ${this.#word()}
      <span class="sr" role="status">${this.#announcement(wrong)}</span>
    </div>`;
  }

  /** What the last beat said is not true any more when there is no connection, and of no interest when all is over. */
  #troubles(): Trouble[] {
    if (this.closed || this.link.is !== 'live') return [];
    return troubles(this.pipeline, Date.now() + this.offset);
  }

  #age(): TemplateResult {
    const at = this.newest ? Date.parse(this.newest) : NaN;
    if (Number.isNaN(at)) return html`<span>no event yet</span>`;
    const age = (Date.now() + this.offset - at) / 1000;
    // A recording keeps the times at which it happened: its date says more than its age.
    if (age > 7 * 86_400) return html`<span>newest event <b>${this.newest?.slice(0, 10)} ${clock(this.newest ?? '')}</b></span>`;
    return html`<span>newest event <b>${span(age)} ago</b></span>`;
  }

  #word(): TemplateResult | typeof nothing {
    const link = this.link;
    if (link.is === 'over') return mark('stale', 'warn', `STALE · ${span((Date.now() - link.since) / 1000)}`);
    if (link.is === 'reconnecting') {
      const lost = Date.now() - link.since;
      return lost < STALE_AFTER
        ? mark('paused', 'clock', `RECONNECTING · ${minutes(lost)}`)
        : mark('stale', 'warn', `STALE · ${span(lost / 1000)}`);
    }
    if (this.paused) return mark('paused', 'pause', this.unseen > 0 ? `PAUSED · ${this.unseen} new` : 'PAUSED');
    if (link.is === 'connecting') return mark('paused', 'clock', 'CONNECTING');
    if (this.closed) return mark('closed', 'check', 'CLOSED');
    return html`<span class="follow follow-live"><span class="dot"></span>LIVE</span>`;
  }

  /** At most every 10 s, so that a screen reader isn't talked over. */
  #announcement(wrong: readonly Trouble[]): string {
    if (Date.now() - this.#announced >= 10_000) {
      this.#announced = Date.now();
      const link = this.link.is;
      if (link === 'reconnecting' || link === 'over') this.#spoken = 'Connection lost';
      else this.#spoken = this.paused ? `Paused, ${this.unseen} new` : this.closed ? 'Closed' : 'Live';
      // Without how long: that changes by itself, and would be said again each time.
      for (const one of wrong) this.#spoken += `. ${visible(one.text.replace(/ \(.*\)$/, ''))}`;
    }
    return this.#spoken;
  }
}

/** One line, whatever is wrong: the worst in words, the others counted and in the title. */
function trouble(wrong: readonly Trouble[]): TemplateResult | typeof nothing {
  const [worst, ...others] = wrong;
  if (!worst) return nothing;
  const text = visible(worst.text);
  const bad = worst.level === 'bad';
  return html`<a class="trouble ${bad ? 'trouble-bad' : ''}" href="/status" title=${wrong.map((one) => visible(one.text)).join('; ')}>${icon(bad ? 'warn' : 'clock', 'i-12')}<span class="cut">${text}</span>${
    others.length > 0 ? html`<span class="nowrap">+${others.length}</span>` : nothing}</a>`;
}

function mark(kind: string, sign: string, text: string): TemplateResult {
  return html`<span class="follow follow-${kind}">${icon(sign, 'i-12')}${text}</span>`;
}

function seconds(value: number | null | undefined): string {
  return typeof value === 'number' ? span(value) : '–';
}
