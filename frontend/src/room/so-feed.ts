import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from '@tanstack/virtual-core';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property } from 'lit/decorators.js';
import type { Row, Rows } from '../model/rows.ts';
import { feedRow } from './feed-row.ts';
import { LightElement } from './light-element.ts';

const ROW = 28;

/**
 * The rows on screen. Only those in view are in the document; all have one height, so a row never moves under the eye.
 * Says `so-pause` when somebody scrolls away, `so-open` for a row, `so-older` at the top and `so-gap` for a gap.
 */
@customElement('so-feed')
export class SoFeed extends LightElement {
  @property({ attribute: false }) rows: readonly Row[] = [];
  @property({ attribute: false }) store?: Rows;
  @property({ type: Boolean }) following = true;
  @property({ type: Number }) selected = 0;
  @property({ type: Number }) total = 0;
  @property({ type: Number }) freshAfter = 0;
  @property({ type: Number }) revision = 0;

  #view?: Virtualizer<HTMLElement, HTMLElement>;
  #unmount = (): void => {};
  #resize?: ResizeObserver;
  #top = 0;
  #height = 0;
  #select = (): void => this.#selecting();

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'table');
    this.setAttribute('aria-label', 'Activity');
    document.addEventListener('selectionchange', this.#select);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('selectionchange', this.#select);
    this.#unmount();
    this.#resize?.disconnect();
  }

  get scroller(): HTMLElement {
    return this.querySelector<HTMLElement>('.rows') as HTMLElement;
  }

  /** Index of the last row in view: for "row n of m". */
  get lastInView(): number {
    const scroller = this.querySelector('.rows');
    if (!scroller) return 0;
    return Math.min(this.rows.length, Math.floor((scroller.scrollTop + scroller.clientHeight + 1) / ROW));
  }

  /** Scrolls by whole rows, and only as far as needed unless the row is to be in the middle. */
  async showRow(seq: number, where: 'center' | 'auto' = 'auto'): Promise<void> {
    await this.updateComplete;
    const index = this.rows.findIndex((row) => row.seq === seq);
    if (index < 0) return;
    const scroller = this.scroller;
    const fits = Math.max(1, Math.floor(scroller.clientHeight / ROW));
    const first = Math.ceil(scroller.scrollTop / ROW);
    if (where === 'center') scroller.scrollTop = (index - Math.floor(fits / 2)) * ROW;
    else if (index < first) scroller.scrollTop = index * ROW;
    else if (index >= first + fits) scroller.scrollTop = (index - fits + 1) * ROW;
  }

  async toTop(): Promise<void> {
    await this.updateComplete;
    this.scroller.scrollTop = 0;
  }

  protected override firstUpdated(): void {
    this.#view = new Virtualizer<HTMLElement, HTMLElement>({
      ...this.#options(),
      onChange: () => this.requestUpdate(),
    });
    this.#unmount = this.#view._didMount();
    this.#view._willUpdate();
    this.#resize = new ResizeObserver(() => this.#resized());
    this.#resize.observe(this.scroller);
    this.requestUpdate();
  }

  /** The detail takes room from the feed: the row that was looked at stays in view. */
  #resized(): void {
    const before = this.#height;
    this.#height = this.scroller.clientHeight;
    if (this.following) return this.#toEdge();
    const at = this.rows.findIndex((row) => row.seq === this.selected) * ROW;
    if (at >= this.#top && at < this.#top + before) void this.showRow(this.selected);
  }

  #options() {
    return {
      count: this.rows.length,
      getScrollElement: () => this.scroller,
      estimateSize: () => ROW,
      overscan: 12,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
    };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.#view && changed.has('rows')) {
      this.#view.setOptions({ ...this.#view.options, count: this.rows.length });
    }
    this.setAttribute('aria-rowcount', String(Math.max(this.total, this.rows.length) + 1));
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#view?._willUpdate();
    this.#place();
    if (this.following && (changed.has('rows') || changed.has('following'))) this.#toEdge();
    else if (changed.has('rows')) this.#hold(changed.get('rows'));
    this.#top = this.scroller.scrollTop;
  }

  /** Positions by CSSOM: a style attribute in the markup would break the Content-Security-Policy. */
  #place(): void {
    const first = this.#view?.getVirtualItems()[0];
    this.querySelector<HTMLElement>('.space')?.style.setProperty('height', `${this.rows.length * ROW}px`);
    this.querySelector<HTMLElement>('.win')?.style.setProperty('transform', `translateY(${(first?.index ?? 0) * ROW}px)`);
  }

  #toEdge(): void {
    const scroller = this.scroller;
    scroller.scrollTop = scroller.scrollHeight;
    this.#top = scroller.scrollTop;
  }

  /** Keeps the row at the top of the view where it is when rows come or go above it. */
  #hold(before: readonly Row[] | undefined): void {
    const anchor = before?.[Math.floor(this.#top / ROW)];
    if (!anchor) return;
    const now = this.rows.findIndex((row) => row.seq >= anchor.seq);
    if (now >= 0) this.scroller.scrollTop = now * ROW + (this.#top % ROW);
  }

  #scrolled = (): void => {
    const top = this.scroller.scrollTop;
    if (this.following && top < this.#top - 4) this.#say('so-pause');
    if (top < ROW * 2 && top < this.#top) this.#say('so-older');
    this.#top = top;
    this.#say('so-scrolled');
  };

  #selecting(): void {
    const selection = document.getSelection();
    if (this.following && selection && !selection.isCollapsed && this.contains(selection.anchorNode)) this.#say('so-pause');
  }

  #clicked = (event: Event): void => {
    const target = event.target as HTMLElement;
    const gap = target.closest<HTMLElement>('[data-gap]')?.dataset['gap'];
    if (gap) return this.#say('so-gap', Number(gap));
    const seq = target.closest<HTMLElement>('[data-seq]')?.dataset['seq'];
    if (seq && document.getSelection()?.isCollapsed !== false) this.#say('so-open', Number(seq));
  };

  #say(name: string, detail?: number): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  protected override render(): TemplateResult {
    const items = this.#view?.getVirtualItems() ?? [];
    const drawn = items.flatMap((item) => {
      const row = this.rows[item.index];
      return row ? [{ row, index: item.index }] : [];
    });
    return html`<div class="cols" role="row" aria-rowindex="1">
        <span role="columnheader">Time UTC</span>
        <span class="c-lag" role="columnheader">Lag</span>
        <span class="c-lane" role="columnheader">Lane</span>
        <span class="c-class" role="columnheader">Class</span>
        <span role="columnheader">Activity</span>
        <span class="c-ip" role="columnheader">Source IP</span>
        <span class="c-reg" role="columnheader">Region</span>
        <span role="columnheader"><span class="sr">Pin</span></span>
      </div>
      <div class="rows" role="rowgroup" tabindex="0" aria-label="Rows" @scroll=${this.#scrolled} @click=${this.#clicked}>
        <div class="space" role="presentation">
          <div class="win" role="presentation">
            ${repeat(
              drawn,
              ({ row }) => row.seq,
              ({ row, index }) =>
                feedRow(row, {
                  index,
                  selected: row.seq === this.selected,
                  pinned: this.store?.pinned(row.seq) ?? false,
                  fresh: this.freshAfter > 0 && row.seq > this.freshAfter,
                }),
            )}
          </div>
        </div>
      </div>`;
  }
}
