import { html, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property } from 'lit/decorators.js';
import { markOf, type Cut, type CutLine } from '../model/cut.ts';
import { isActivity } from '../model/entry.ts';
import { ROW, drawnRows, edge, heldTop, indexOf, lastInView, scrollTo, type Stretch } from '../model/feed-window.ts';
import type { Row, Rows } from '../model/rows.ts';
import { feedRow } from './feed-row.ts';
import { LightElement } from './light-element.ts';

/**
 * The rows on screen. Only those in view are in the document; all have one height, so a row never moves under the eye.
 * Says `so-pause` when somebody scrolls away, `so-open` for a row, `so-older` at the top and `so-gap` for a gap.
 */
@customElement('so-feed')
export class SoFeed extends LightElement {
  @property({ attribute: false }) rows: readonly (Row | CutLine)[] = [];
  @property({ attribute: false }) cuts: readonly Cut[] = [];
  @property({ attribute: false }) store?: Rows;
  @property({ type: Boolean }) following = true;
  @property({ type: Number }) selected = 0;
  @property({ type: Number }) total = 0;
  @property({ type: Number }) freshAfter = 0;
  @property({ type: Number }) revision = 0;

  #resize?: ResizeObserver;
  #top = 0;
  #height = 0;
  /** Where the view is to be put after the drawing; undefined leaves it to the reader. */
  #wanted?: number;
  #resizing = false;
  #drawn: Stretch = { from: 0, to: 0 };
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
    this.#resize?.disconnect();
  }

  get scroller(): HTMLElement {
    return this.querySelector<HTMLElement>('.rows') as HTMLElement;
  }

  /** How many rows there are down to the last one in view, for "row n of m"; a cut's line is none. */
  get lastRow(): number {
    const last = this.lastInView;
    return this.cuts.length === 0 ? last : this.rows.slice(0, last).filter((row) => row.kind !== 'cut').length;
  }

  /** How many lines of the feed there are down to the last one in view. */
  get lastInView(): number {
    return lastInView(this.#top, this.#height, this.rows.length);
  }

  async showRow(seq: number, where: 'center' | 'auto' = 'auto'): Promise<void> {
    await this.updateComplete;
    const index = indexOf(this.rows, seq);
    if (index >= 0) this.scroller.scrollTop = scrollTo(index, this.scroller.scrollTop, this.#height, where);
  }

  async toTop(): Promise<void> {
    await this.updateComplete;
    this.scroller.scrollTop = 0;
  }

  protected override firstUpdated(): void {
    this.#resize = new ResizeObserver(() => this.#resized());
    this.#resize.observe(this.scroller);
    this.#resized();
  }

  /** The detail takes room from the feed: the row that was looked at stays in view. */
  #resized(): void {
    const before = this.#height;
    this.#height = this.scroller.clientHeight;
    if (this.#height === before) return;
    const at = indexOf(this.rows, this.selected) * ROW;
    if (!this.following && at >= this.#top && at < this.#top + before) void this.showRow(this.selected);
    this.#resizing = true;
    this.requestUpdate();
  }

  /** Where the view will stand is known before it is drawn, so that no frame shows the wrong rows. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('rows') as readonly (Row | CutLine)[] | undefined;
    this.#wanted = undefined;
    const moved = changed.has('rows') || changed.has('following') || this.#resizing;
    this.#resizing = false;
    if (this.following && moved) this.#wanted = edge(this.#height, this.rows.length);
    else if (!this.following && before && this.hasUpdated) this.#wanted = heldTop(before, this.rows, this.scroller.scrollTop);
    this.#top = this.#wanted ?? this.#top;
    this.#drawn = drawnRows(this.#top, this.#height, this.rows.length);
    this.setAttribute('aria-rowcount', String(Math.max(this.total, this.rows.length) + 1));
  }

  /** Positions by CSSOM: a style attribute in the markup would break the Content-Security-Policy. */
  protected override updated(): void {
    const scroller = this.scroller;
    this.querySelector<HTMLElement>('.space')?.style.setProperty('height', `${this.rows.length * ROW}px`);
    this.querySelector<HTMLElement>('.win')?.style.setProperty('transform', `translateY(${this.#drawn.from * ROW}px)`);
    if (this.#wanted !== undefined && scroller.scrollTop !== this.#wanted) scroller.scrollTop = this.#wanted;
    this.#top = scroller.scrollTop;
    this.#drawWhatIsInView();
  }

  #scrolled = (): void => {
    const top = this.scroller.scrollTop;
    const before = this.#top;
    this.#top = top;
    if (this.following && top < before && top < edge(this.#height, this.rows.length) - 4) this.#say('so-pause');
    if (top < ROW * 2 && top < before) this.#say('so-older');
    this.#drawWhatIsInView();
    this.#say('so-scrolled');
  };

  #drawWhatIsInView(): void {
    const { from, to } = drawnRows(this.#top, this.#height, this.rows.length);
    if (from !== this.#drawn.from || to !== this.#drawn.to) this.requestUpdate();
  }

  #selecting(): void {
    const selection = document.getSelection();
    if (this.following && selection && !selection.isCollapsed && this.contains(selection.anchorNode)) this.#say('so-pause');
  }

  #clicked = (event: Event): void => {
    const target = event.target as HTMLElement;
    if (target.closest('a')) return;
    const gap = target.closest<HTMLElement>('[data-gap]')?.dataset['gap'];
    if (gap) return this.#say('so-gap', Number(gap));
    const seq = target.closest<HTMLElement>('[data-seq]')?.dataset['seq'];
    if (seq && document.getSelection()?.isCollapsed !== false) this.#say('so-open', Number(seq));
  };

  #say(name: string, detail?: number): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  protected override render(): TemplateResult {
    const { from, to } = this.#drawn;
    return html`<div class="cols" role="row" aria-rowindex="1">
        <span role="columnheader">Time UTC</span>
        <span class="c-lane" role="columnheader">Lane</span>
        <span class="c-lag" role="columnheader">Lag</span>
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
              this.rows.slice(from, to),
              (row) => row.seq,
              (row, i) =>
                feedRow(row, {
                  index: from + i,
                  selected: row.seq === this.selected,
                  pinned: this.store?.pinned(row.seq) ?? false,
                  fresh: this.freshAfter > 0 && row.seq > this.freshAfter,
                  mark: row.kind !== 'gap' && row.kind !== 'cut' && isActivity(row) ? markOf(row, this.cuts) : undefined,
                }),
            )}
          </div>
        </div>
      </div>`;
  }
}
