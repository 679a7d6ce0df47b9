import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ApiError } from '../api.ts';
import { LiveLink, type Beat, type Lag, type LinkState } from '../live.ts';
import { CLASSES, type ActivityClass, type Entry, type Outcome, type Offered, type Shown } from '../model/entry.ts';
import { EVERYTHING, fromQuery, matches, toggleClass, toggleOutcome, withTerm, type Filter, type Term } from '../model/filter.ts';
import type { Suspect } from '../model/incident.ts';
import { NO_PIPELINE, type Pipeline } from '../model/pipeline.ts';
import { stagesOf } from '../model/plan-story.ts';
import type { Row } from '../model/rows.ts';
import { activeBar } from './active-bar.ts';
import { alarmBar } from './alarm-bar.ts';
import { Facts } from './facts.ts';
import { commandOf, type Command } from './keys.ts';
import { LightElement } from './light-element.ts';
import { part } from './part.ts';
import { pill } from './pill.ts';
import { RoomDrawer } from './room-drawer.ts';
import { RoomActions, copyLink, neighbour, writeFilter } from './room-actions.ts';
import { banner } from './room-banner.ts';
import { ask, dialogs } from './room-dialogs.ts';
import { edgeLine, emptyFeed } from './room-edge.ts';
import { roomHead } from './room-head.ts';
import { RoomPlans } from './room-plans.ts';
import { RoomStore, newestCall } from './room-store.ts';
import { roomSurroundings } from './surroundings.ts';
import type { SoFeed } from './so-feed.ts';
import type { SoFilter } from './so-filter.ts';
import './so-feed.ts';
import './so-filter.ts';
import './so-follow.ts';
import './so-watch.ts';

// Beside the rows, not before them: the room's first row doesn't wait for it.
part(() => import('./so-histogram.ts'));

const WAKING = ['online', 'focus'];

/** The incident room: puts the live link, the rows in memory and the view of them together. */
@customElement('so-room')
export class SoRoom extends LightElement {
  @property() incident = '';
  @property({ type: Boolean, attribute: 'can-respond' }) canRespond = false;

  @state() private link: LinkState = { is: 'connecting' };
  @state() private filter: Filter = EVERYTHING;
  @state() private selected = 0;
  @state() private detail = false;
  @state() private people: string[] = [];
  @state() private pipeline: Pipeline = NO_PIPELINE;
  @state() private lag?: Lag;
  @state() private newest?: string | null;
  /** Of what somebody asked for; what is read by itself has its own, so that neither wipes out the other. */
  @state() private problem?: ApiError;
  @state() private said = '';
  @state() private shown: readonly Row[] = [];
  @state() private all: readonly Row[] = [];
  @state() private lastRow = 0;

  @query('so-feed') private feed!: SoFeed;
  @query('so-filter') private filterBar!: SoFilter;

  #store = new RoomStore('');
  #actions = new RoomActions('');
  #facts = new Facts('', () => {});
  #plans?: RoomPlans;
  #drawer = new RoomDrawer(this);
  #live?: LiveLink;
  #offset = 0;
  #title = document.title;
  #wantedRow = 0;
  #started = false;
  #key = (event: KeyboardEvent): void => this.#pressed(event);
  #hidden = (): void => {
    this.#countInTitle();
    this.#wake();
  };
  #wake = (): void => {
    if (!document.hidden) this.#live?.wake();
  };

  override connectedCallback(): void {
    this.replaceChildren();
    super.connectedCallback();
    const search = new URLSearchParams(location.search);
    this.filter = fromQuery(search);
    this.#wantedRow = Number(search.get('row') ?? location.hash.slice(1)) || 0;
    document.addEventListener('keydown', this.#key);
    document.addEventListener('visibilitychange', this.#hidden);
    WAKING.forEach((event) => window.addEventListener(event, this.#wake));
    this.#store = new RoomStore(this.incident);
    this.#actions = new RoomActions(this.incident);
    this.#facts = new Facts(this.incident, () => this.#known());
    this.#facts.soon(0);
    this.#plans = new RoomPlans(this.incident, () => this.#show());
    this.#drawer.start();
    this.#live = new LiveLink(roomSurroundings(this.incident), this.#listener());
    this.#live.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    document.removeEventListener('visibilitychange', this.#hidden);
    WAKING.forEach((event) => window.removeEventListener(event, this.#wake));
    this.#facts.stop();
    this.#plans?.stop();
    this.#drawer.stop();
    this.#live?.stop();
  }

  #listener() {
    return {
      entries: (entries: Entry[]): void => this.#arrived(entries),
      lost: (from: number, to: number): void => {
        this.#store.lost(from, to);
        this.#show();
      },
      state: (link: LinkState): void => {
        this.link = link;
        if (link.is !== 'live') this.people = [];
        else if (this.#started) this.#facts.soon(100);
        // What only a reader's first click needs is loaded once the rows are there.
        if (link.is === 'live' && !this.#started) part(() => import('./so-detail.ts'));
        this.#started ||= link.is === 'live';
      },
      beat: (beat: Beat): void => {
        this.lag = beat.lag;
        this.newest = beat.newestEventTime ?? this.newest;
        this.#offset = beat.now ? Date.parse(beat.now) - Date.now() : 0;
        this.pipeline = beat.pipeline;
        this.#store.gapSince ||= beat.now;
      },
      presence: (names: string[]): void => {
        this.people = names;
      },
    };
  }

  #arrived(entries: Entry[]): void {
    this.#store.take(entries);
    this.#plans?.arrived(entries);
    const newest = newestCall(entries);
    if (newest && newest > (this.newest ?? '')) this.newest = newest;
    this.#show();
    this.#countInTitle();
    this.#facts.soon(entries.some((entry) => entry.kind === 'watch') ? 200 : 3000);
    if (this.#wantedRow > 0) void this.#goTo(this.#wantedRow);
  }

  #show(): void {
    this.all = this.#store.rows.all;
    const { filter } = this;
    this.#plans?.look(this.all);
    this.shown = this.all.filter((row) => row.kind === 'gap' || matches(filter, row, this.#facts.kin) || this.#plans?.alarms(row));
  }

  #known(): void {
    const fresh = this.#facts.incident?.freshness;
    this.newest ??= fresh?.newestEventTime;
    this.lag ??= fresh && { p50: fresh.lagP50Seconds ?? null, p95: fresh.lagP95Seconds ?? null };
    if (this.filter.terms.some((term) => term.field === 'identity')) this.#show();
    this.requestUpdate();
  }

  async #older(): Promise<boolean> {
    const more = await this.#store.older();
    this.problem = this.#store.problem;
    this.#show();
    return more;
  }

  /** Somebody wants to read back: rows that are loaded so are not given up when the next one comes in. */
  #loadOlder = (): void => {
    this.#pause();
    void this.#older();
  };

  async #fillGap(from: number): Promise<void> {
    await this.#store.fillGap(from);
    this.problem = this.#store.problem;
    this.#show();
  }

  async #oldest(): Promise<void> {
    this.#pause();
    while (await this.#older());
    await this.updateComplete;
    await this.feed.toTop();
  }

  async #goTo(seq: number): Promise<void> {
    this.#wantedRow = 0;
    this.#pause();
    while (this.#store.rows.firstSeq > seq && (await this.#older()));
    if (!this.#store.rows.find(seq)) return;
    if (!this.shown.some((row) => row.seq === seq)) this.#setFilter(EVERYTHING);
    this.#open(seq);
    await this.updateComplete;
    await this.feed.showRow(seq, 'center');
  }

  #open(seq: number): void {
    part(() => import('./so-detail.ts'));
    this.selected = seq;
    this.detail = true;
    this.#pause();
  }

  #pause(): void {
    this.#store.follow.pause();
    this.requestUpdate();
  }

  #resume = (): void => {
    this.#store.resume();
    this.#show();
    this.#countInTitle();
    this.requestUpdate();
  };

  #setFilter(filter: Filter): void {
    this.filter = filter;
    writeFilter(filter);
    this.#show();
  }

  #toggle(what: string, kind: string): void {
    this.#setFilter(
      what === 'class' ? toggleClass(this.filter, kind as ActivityClass) : toggleOutcome(this.filter, kind as Outcome),
    );
  }

  #pressed(event: KeyboardEvent): void {
    const command = commandOf(event);
    if (!command) return;
    event.preventDefault();
    this.#obey(command);
  }

  #obey(command: Command): void {
    switch (command.does) {
      case 'follow':
        return this.#store.follow.paused ? this.#resume() : this.#pause();
      case 'next':
        return this.#move(1);
      case 'previous':
        return this.#move(-1);
      case 'open':
        return this.selected ? this.#open(this.selected) : undefined;
      case 'close':
        return this.#drawer.plan === undefined ? this.#closeDetail() : this.#drawer.close();
      case 'search':
        return this.filterBar.focusSearch();
      case 'note':
        return this.#ask('so-note-dialog');
      case 'pin':
        return this.#pin();
      case 'link':
        return void this.#copyLink();
      case 'oldest':
        return void this.#oldest();
      case 'edge':
        return this.#resume();
      case 'help':
        return this.#ask('so-keys-dialog');
      case 'class':
        return this.#toggle('class', CLASSES[command.index] ?? 'read');
    }
  }

  #move(by: number): void {
    this.#pause();
    const next = neighbour(this.shown, this.selected, by, this.feed.lastInView);
    if (!next) return;
    this.selected = next.seq;
    void this.feed.showRow(next.seq);
  }

  #activeSeen(seq: number): void {
    this.#plans?.seen(seq);
    this.requestUpdate();
    this.feed.scroller.focus({ preventScroll: true });
  }

  #alarmsSeen(): void {
    this.#store.alarms = [];
    this.requestUpdate();
    this.feed.scroller.focus({ preventScroll: true });
  }

  #closeDetail(): void {
    this.detail = false;
    this.feed.scroller.focus({ preventScroll: true });
  }

  #pin(): void {
    const seq = this.selected;
    if (seq && this.canRespond) void this.#try(this.#actions.pin(seq, !this.#store.rows.pinned(seq)));
  }

  async #copyLink(): Promise<void> {
    if (this.selected) this.said = await copyLink(this.selected);
  }

  async #try(change: Promise<ApiError | undefined>): Promise<void> {
    this.problem = undefined;
    this.problem = await change;
    if (!this.problem) this.#facts.soon(100);
  }

  #ask(name: string, about?: object): void {
    void ask(this, name, this.canRespond, about);
  }

  #countInTitle(): void {
    const n = this.#store.follow.unseen.total;
    document.title = document.hidden && n > 0 ? `(${n}) ${this.#title}` : this.#title;
    if (document.hidden && !this.#store.follow.paused && this.#started) this.#pause();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('shown')) this.lastRow = this.feed.lastRow;
  }

  protected override render(): TemplateResult {
    const about = this.#facts.incident;
    const open = this.detail ? this.#store.rows.find(this.selected) : undefined;
    return html`${this.#head()}
      <main class="stage ${open ? 'stage-detail' : ''} ${this.#drawer.plan === undefined ? '' : 'stage-drawer'}"
        @so-filter=${(e: CustomEvent<Filter>) => this.#setFilter(e.detail)}
        @so-term=${(e: CustomEvent<Term>) => this.#setFilter(withTerm(this.filter, e.detail))}
        @so-changed=${() => this.#facts.soon(100)}>
        <so-watch .incident=${about} .lineage=${this.#facts.lineage} .problem=${this.#facts.lineageProblem} .rows=${this.all} .filter=${this.filter} ?can-respond=${this.canRespond}
          @so-go=${(e: CustomEvent<number>) => void this.#goTo(e.detail)} @so-joined=${(e: CustomEvent<string>) => (this.said = e.detail)}
          @so-decide=${(e: CustomEvent<object>) => this.#ask('so-identity-dialog', e.detail)}
          @so-level=${(e: CustomEvent<string>) => void this.#try(this.#actions.follow(e.detail))}
          @so-disable=${() => this.#drawer.open('')} @so-add-suspect=${() => this.#ask('so-suspect-dialog')} @so-import=${() => this.#ask('so-import-dialog')} @so-backfill=${() => this.#ask('so-backfill-dialog')}
          @so-close=${() => this.#ask('so-close-dialog')} @so-reopen=${() => void this.#try(this.#actions.reopen())}
          @so-remove-suspect=${(e: CustomEvent<Suspect>) => void this.#try(this.#actions.removeSuspect(e.detail.id))}></so-watch>
        <div class="mid-col">
          <div class="banner">${banner(this.link, this.#facts.problem, this.problem, () => this.#live?.start())}</div>
          <div class="banner">${alarmBar(this.#store.alarms, (seq) => void this.#goTo(seq), () => this.#alarmsSeen())}</div>
          <div class="banner">${activeBar(this.#plans?.active ?? [], (seq) => void this.#goTo(seq), (seq) => this.#activeSeen(seq))}</div>
          <so-histogram .cuts=${this.#plans?.cuts ?? []} .rows=${this.all} .filter=${this.filter} .counters=${about?.counters}
            @so-toggle=${(e: CustomEvent<{ what: string; kind: string }>) => this.#toggle(e.detail.what, e.detail.kind)}></so-histogram>
          <so-filter .filter=${this.filter} .kin=${this.#facts.kin} .hiddenRows=${this.all.length - this.shown.length}></so-filter>
          ${this.#feed()}
          ${this.#empty()}
          ${this.#store.follow.paused ? pill(this.#store.follow.unseen, this.#resume) : nothing}
          ${this.#edge()}
          ${open && open.kind !== 'gap' ? this.#detail(open) : nothing}
        </div>
        ${this.#drawer.draw({ incident: this.incident, canRespond: this.canRespond, lineage: this.#facts.lineage, plans: this.#plans?.plans ?? [], revision: this.#plans?.revision ?? 0 })}
        ${dialogs(this.incident)}
      </main>`;
  }

  #head(): TemplateResult {
    const about = this.#facts.incident;
    const { paused, unseen } = this.#store.follow;
    const follow = html`<so-follow .link=${this.link} ?closed=${about?.state === 'closed'} ?paused=${paused} .unseen=${unseen.total}
      .newest=${this.newest} .lag=${this.lag} .offset=${this.#offset} .pipeline=${this.pipeline}></so-follow>`;
    const { incident, people, canRespond, pipeline } = this;
    return roomHead({ incident, about, alarms: pipeline.alarms, people, canRespond, stages: stagesOf(this.#plans?.stories ?? []) }, follow, (name) => this.#ask(name));
  }

  #feed(): TemplateResult {
    return html`<so-feed .rows=${this.#plans?.lined(this.shown) ?? this.shown} .cuts=${this.#plans?.cuts ?? []} .store=${this.#store.rows} .following=${!this.#store.follow.paused} .selected=${this.selected}
      .total=${this.shown.length} .freshAfter=${this.#store.freshAfter} .revision=${this.all.length}
      @so-pause=${() => this.#pause()} @so-open=${(e: CustomEvent<number>) => this.#open(e.detail)}
      @so-older=${() => void this.#older()} @so-gap=${(e: CustomEvent<number>) => void this.#fillGap(e.detail)}
      @so-scrolled=${() => (this.lastRow = this.feed.lastRow)}></so-feed>`;
  }

  #detail(open: Shown): TemplateResult {
    return html`<so-detail .entry=${open} .rows=${this.all} .incident=${this.incident} ?can-respond=${this.canRespond}
      ?pinned=${this.#store.rows.pinned(open.seq)} @so-pin=${() => this.#pin()}
      @so-copy-link=${() => void this.#copyLink()} @so-close-detail=${() => this.#closeDetail()}
      @so-watch-too=${(e: CustomEvent<Offered>) => void this.#try(this.#actions.addSuspect(e.detail))}></so-detail>`;
  }

  #empty(): TemplateResult | typeof nothing {
    return emptyFeed(
      {
        rowsShown: this.shown.length,
        callsShown: this.shown.some((row) => row.kind === 'activity' || row.kind === 'gap'),
        rows: this.all.length,
        calls: this.all.some((row) => row.kind === 'activity'),
        started: this.#started,
        over: this.link.is === 'over',
        closed: this.#facts.incident?.state === 'closed',
      },
      () => this.#setFilter(EVERYTHING),
    );
  }

  #edge(): TemplateResult {
    return edgeLine(
      {
        lastRow: this.lastRow,
        shown: this.shown.length,
        hidden: this.all.length - this.shown.length,
        older: Math.max(0, this.#store.rows.firstSeq - 1),
        behind: this.#started ? (this.#live?.behind ?? 0) : 0,
        gaps: this.#store.rows.gaps.length,
        gapSince: this.#store.gapSince,
        said: this.said,
        lanes: this.pipeline.lanes,
        now: Date.now() + this.#offset,
      },
      this.#loadOlder,
    );
  }
}
