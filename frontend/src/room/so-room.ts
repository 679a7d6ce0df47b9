import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError, call, get, post } from '../api.ts';
import { copy } from '../copy.ts';
import { LiveLink, type Beat, type Lag, type LinkState } from '../live.ts';
import { CLASSES, isActivity, type ActivityClass, type Entry, type Outcome } from '../model/entry.ts';
import { EVERYTHING, fromQuery, matches, toQuery, toggleClass, toggleOutcome, withTerm, type Filter, type Term } from '../model/filter.ts';
import { Follow } from '../model/follow.ts';
import { clock, count } from '../model/format.ts';
import type { Incident, Suspect } from '../model/incident.ts';
import { Rows, type Row } from '../model/rows.ts';
import { visible } from '../visible.ts';
import { problemBox, signIn } from './problem-box.ts';
import { icon } from './icon.ts';
import { commandOf, type Command } from './keys.ts';
import { LightElement } from './light-element.ts';
import { pill } from './pill.ts';
import { metaRow, strip, titleRow } from './room-head.ts';
import { roomSurroundings } from './surroundings.ts';
import type { SoFeed } from './so-feed.ts';
import type { SoFilter } from './so-filter.ts';
import './so-feed.ts';
import './so-filter.ts';
import './so-follow.ts';
import './so-histogram.ts';
import './so-watch.ts';

const PAGE = 500;
const WAKING = ['online', 'focus'];

/** The incident room: puts the live link, the rows in memory and the view of them together. */
@customElement('so-room')
export class SoRoom extends LightElement {
  @property() incident = '';
  @property({ type: Boolean, attribute: 'can-respond' }) canRespond = false;

  @state() private about?: Incident;
  @state() private link: LinkState = { is: 'connecting' };
  @state() private filter: Filter = EVERYTHING;
  @state() private selected = 0;
  @state() private detail = false;
  @state() private people: string[] = [];
  @state() private lag?: Lag;
  @state() private newest?: string | null;
  @state() private problem?: ApiError;
  /** Of reading what is shown above the feed, apart from what somebody asked for: one must not wipe out the other. */
  @state() private aboutProblem?: ApiError;
  @state() private said = '';
  @state() private shown: readonly Row[] = [];
  @state() private all: readonly Row[] = [];
  @state() private lastRow = 0;

  @query('so-feed') private feed!: SoFeed;
  @query('so-filter') private filterBar!: SoFilter;

  #rows = new Rows();
  #follow = new Follow();
  #live?: LiveLink;
  #offset = 0;
  #freshAfter = 0;
  #gapSince = '';
  #loadingOlder = false;
  #refresh = 0;
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
    void this.#loadAbout();
    this.#live = new LiveLink(roomSurroundings(this.incident), this.#listener());
    this.#live.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    document.removeEventListener('visibilitychange', this.#hidden);
    WAKING.forEach((event) => window.removeEventListener(event, this.#wake));
    window.clearTimeout(this.#refresh);
    this.#live?.stop();
  }

  #listener() {
    return {
      entries: (entries: Entry[]): void => this.#arrived(entries),
      lost: (from: number, to: number): void => {
        this.#rows.addGap(from, to);
        this.#gapSince = new Date().toISOString();
        this.#show();
      },
      state: (link: LinkState): void => {
        this.link = link;
        if (link.is !== 'live') this.people = [];
        else if (this.#started) this.#aboutSoon(100);
        // What only a reader's first click needs is loaded once the rows are there.
        if (link.is === 'live' && !this.#started) void import('./so-detail.ts');
        this.#started ||= link.is === 'live';
      },
      beat: (beat: Beat): void => {
        this.lag = beat.lag;
        this.newest = beat.newestEventTime ?? this.newest;
        this.#offset = beat.now ? Date.parse(beat.now) - Date.now() : 0;
        this.#gapSince ||= beat.now;
      },
      presence: (names: string[]): void => {
        this.people = names;
      },
    };
  }

  #arrived(entries: Entry[]): void {
    const before = this.#rows.all.at(-1)?.seq ?? 0;
    this.#rows.add(entries);
    this.#follow.arrived(entries);
    if (!this.#follow.paused) this.#rows.trim();
    // Nobody stands still in a feed that is not on the screen, perhaps for a night.
    else if (document.hidden) this.#rows.trim(4 * this.#rows.limit);
    // Rows flash once when they come in live, not when the room is filled.
    this.#freshAfter = before > 0 && entries.length <= 100 ? before : 0;
    for (const entry of entries) {
      if (isActivity(entry) && entry.eventTime > (this.newest ?? '')) this.newest = entry.eventTime;
    }
    this.#show();
    this.#countInTitle();
    this.#aboutSoon(entries.some((entry) => entry.kind === 'watch') ? 200 : 3000);
    if (this.#wantedRow > 0) void this.#goTo(this.#wantedRow);
  }

  #show(): void {
    this.all = this.#rows.all;
    const filter = this.filter;
    this.shown = this.all.filter((row) => row.kind === 'gap' || matches(filter, row));
  }

  async #loadAbout(): Promise<void> {
    try {
      this.about = await get<Incident>(`/api/incidents/${this.incident}`);
      const fresh = this.about.freshness;
      this.newest ??= fresh?.newestEventTime;
      this.lag ??= { p50: fresh?.lagP50Seconds ?? null, p95: fresh?.lagP95Seconds ?? null };
      this.aboutProblem = undefined;
    } catch (error) {
      this.aboutProblem = error as ApiError;
    }
  }

  #aboutSoon(wait: number): void {
    if (this.#refresh) return;
    this.#refresh = window.setTimeout(() => {
      this.#refresh = 0;
      void this.#loadAbout();
    }, wait);
  }

  async #older(): Promise<boolean> {
    const first = this.#rows.firstSeq;
    if (this.#loadingOlder || first <= 1) return false;
    this.#loadingOlder = true;
    this.problem = undefined;
    try {
      const page = await get<{ entries: Entry[] }>(
        `/api/incidents/${this.incident}/entries?after=${Math.max(0, first - 1 - PAGE)}&limit=${Math.min(PAGE, first - 1)}`,
      );
      this.#rows.add(page.entries.filter((entry) => entry.seq < first));
      this.#show();
      return this.#rows.firstSeq < first;
    } catch (error) {
      this.problem = error as ApiError;
      return false;
    } finally {
      this.#loadingOlder = false;
    }
  }

  /** Somebody wants to read back: rows that are loaded so are not given up when the next one comes in. */
  #loadOlder = (): void => {
    this.#pause();
    void this.#older();
  };

  async #fillGap(from: number): Promise<void> {
    const gap = this.#rows.gaps.find((one) => one.seq === from);
    if (!gap) return;
    this.problem = undefined;
    try {
      const page = await get<{ entries: Entry[] }>(
        `/api/incidents/${this.incident}/entries?after=${gap.seq - 1}&limit=${Math.min(PAGE, gap.toSeq - gap.seq + 1)}`,
      );
      this.#rows.add(page.entries.filter((entry) => entry.seq <= gap.toSeq));
      this.#show();
    } catch (error) {
      this.problem = error as ApiError;
    }
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
    while (this.#rows.firstSeq > seq && (await this.#older()));
    if (!this.#rows.find(seq)) return;
    if (!this.shown.some((row) => row.seq === seq)) this.#setFilter(EVERYTHING);
    this.#open(seq);
    await this.updateComplete;
    await this.feed.showRow(seq, 'center');
  }

  #open(seq: number): void {
    void import('./so-detail.ts');
    this.selected = seq;
    this.detail = true;
    this.#pause();
  }

  #pause(): void {
    this.#follow.pause();
    this.requestUpdate();
  }

  #resume = (): void => {
    this.#follow.resume();
    this.#rows.trim();
    this.#show();
    this.#countInTitle();
    this.requestUpdate();
  };

  #setFilter(filter: Filter): void {
    this.filter = filter;
    const search = toQuery(filter, new URLSearchParams(location.search)).toString();
    history.replaceState(null, '', `${location.pathname}${search ? `?${search}` : ''}${location.hash}`);
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
        return this.#follow.paused ? this.#resume() : this.#pause();
      case 'next':
        return this.#move(1);
      case 'previous':
        return this.#move(-1);
      case 'open':
        return this.selected ? this.#open(this.selected) : undefined;
      case 'close':
        return this.#closeDetail();
      case 'search':
        return this.filterBar.focusSearch();
      case 'note':
        return void this.#ask('so-note-dialog');
      case 'pin':
        return void this.#pin();
      case 'link':
        return void this.#copyLink();
      case 'oldest':
        return void this.#oldest();
      case 'edge':
        return this.#resume();
      case 'help':
        return void this.#ask('so-keys-dialog');
      case 'class':
        return this.#toggle('class', CLASSES[command.index] ?? 'read');
    }
  }

  #move(by: number): void {
    this.#pause();
    const rows = this.shown.filter((row) => row.kind !== 'gap');
    const at = rows.findIndex((row) => row.seq === this.selected);
    const next = at < 0 ? rows[Math.max(0, this.feed.lastInView - 1)] : rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next) return;
    this.selected = next.seq;
    void this.feed.showRow(next.seq);
  }

  #closeDetail(): void {
    this.detail = false;
    this.feed.scroller.focus({ preventScroll: true });
  }

  async #pin(): Promise<void> {
    const seq = this.selected;
    if (!seq || !this.canRespond) return;
    await this.#try(post(`/api/incidents/${this.incident}/pins`, { seq, pinned: !this.#rows.pinned(seq) }));
  }

  async #copyLink(): Promise<void> {
    if (!this.selected) return;
    const link = `${location.origin}${location.pathname}#${this.selected}`;
    this.said = (await copy(link)) ? `Link to row ${this.selected} copied` : link;
  }

  async #removeSuspect(suspect: Suspect): Promise<void> {
    await this.#try(call('DELETE', `/api/incidents/${this.incident}/suspects/${suspect.id}`));
  }

  async #reopen(): Promise<void> {
    await this.#try(post(`/api/incidents/${this.incident}/reopen`, {}));
  }

  async #try(change: Promise<unknown>): Promise<void> {
    this.problem = undefined;
    try {
      await change;
      this.#aboutSoon(100);
    } catch (error) {
      this.problem = error as ApiError;
    }
  }

  async #ask(name: string): Promise<void> {
    if (name !== 'so-keys-dialog' && !this.canRespond) return;
    await import('./dialogs.ts');
    this.querySelector<HTMLElement & { open(): void }>(name)?.open();
  }

  #countInTitle(): void {
    const n = this.#follow.unseen.total;
    document.title = document.hidden && n > 0 ? `(${n}) ${this.#title}` : this.#title;
    if (document.hidden && !this.#follow.paused && this.#started) this.#pause();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('shown')) this.lastRow = this.feed.lastInView;
  }

  protected override render(): TemplateResult {
    const open = this.detail ? this.#rows.find(this.selected) : undefined;
    return html`<section class="head" aria-label="Incident">
        <div class="head-row">${this.about ? titleRow(this.about) : html`<h1><span class="faint">#${this.incident}</span></h1>`}
          <span class="grow"></span>${this.#presence()}
          <button class="btn opt" ?disabled=${!this.canRespond} title=${this.canRespond ? 'n' : 'needs the role responder'}
            @click=${() => void this.#ask('so-note-dialog')}>${icon('note')}Note</button>
          <button class="btn btn-icon" aria-label="Keys" title="Keys (?)" @click=${() => void this.#ask('so-keys-dialog')}>?</button></div>
        <div class="head-row">${this.about ? metaRow(this.about) : nothing}<span class="grow"></span>
          <so-follow .link=${this.link} ?closed=${this.about?.state === 'closed'} ?paused=${this.#follow.paused} .unseen=${this.#follow.unseen.total} .newest=${this.newest}
            .lag=${this.lag} .offset=${this.#offset}></so-follow></div>
        ${this.about ? strip(this.about) : html`<div class="strip"></div>`}
      </section>
      <main class="stage ${open ? 'stage-detail' : ''}"
        @so-filter=${(e: CustomEvent<Filter>) => this.#setFilter(e.detail)}
        @so-term=${(e: CustomEvent<Term>) => this.#setFilter(withTerm(this.filter, e.detail))}
        @so-changed=${() => this.#aboutSoon(100)}>
        <so-watch .incident=${this.about} .rows=${this.all} ?can-respond=${this.canRespond}
          @so-add-suspect=${() => void this.#ask('so-suspect-dialog')} @so-import=${() => void this.#ask('so-import-dialog')}
          @so-close=${() => void this.#ask('so-close-dialog')} @so-reopen=${() => void this.#reopen()}
          @so-remove-suspect=${(e: CustomEvent<Suspect>) => void this.#removeSuspect(e.detail)}></so-watch>
        <div class="mid-col">
          ${this.#banner()}
          <so-histogram .rows=${this.all} .filter=${this.filter} .counters=${this.about?.counters}
            @so-toggle=${(e: CustomEvent<{ what: string; kind: string }>) => this.#toggle(e.detail.what, e.detail.kind)}></so-histogram>
          <so-filter .filter=${this.filter} .hiddenRows=${this.all.length - this.shown.length}></so-filter>
          <so-feed .rows=${this.shown} .store=${this.#rows} .following=${!this.#follow.paused} .selected=${this.selected}
            .total=${this.shown.length} .freshAfter=${this.#freshAfter} .revision=${this.all.length}
            @so-pause=${() => this.#pause()} @so-open=${(e: CustomEvent<number>) => this.#open(e.detail)}
            @so-older=${() => void this.#older()} @so-gap=${(e: CustomEvent<number>) => void this.#fillGap(e.detail)}
            @so-scrolled=${() => (this.lastRow = this.feed.lastInView)}></so-feed>
          ${this.#empty()}
          ${this.#follow.paused ? pill(this.#follow.unseen, this.#resume) : nothing}
          ${this.#edge()}
          ${open && open.kind !== 'gap'
            ? html`<so-detail .entry=${open} .rows=${this.all} .incident=${this.incident} ?can-respond=${this.canRespond}
                ?pinned=${this.#rows.pinned(open.seq)} @so-pin=${() => void this.#pin()}
                @so-copy-link=${() => void this.#copyLink()} @so-close-detail=${() => this.#closeDetail()}></so-detail>`
            : nothing}
        </div>
        <so-note-dialog .incident=${this.incident}></so-note-dialog>
        <so-close-dialog .incident=${this.incident}></so-close-dialog>
        <so-suspect-dialog .incident=${this.incident}></so-suspect-dialog>
        <so-import-dialog .incident=${this.incident}></so-import-dialog>
        <so-keys-dialog></so-keys-dialog>
      </main>`;
  }

  #presence(): TemplateResult | typeof nothing {
    if (this.people.length === 0) return nothing;
    return html`<span class="avatars opt" aria-hidden="true">${this.people.slice(0, 4).map(
      (name) => html`<span class="avatar" title=${visible(name)}>${initials(visible(name))}</span>`,
    )}</span><span class="small muted opt nowrap">${this.people.length} here</span>`;
  }

  /** What is wrong, what is still true, and the way on. */
  #banner(): TemplateResult {
    const link = this.link;
    const over = link.is === 'over' ? overText(link.reason) : undefined;
    return html`<div class="banner">
      ${over ? html`<div class="callout callout-alarm" role="alert">${icon('warn')}<span class="grow"><b class="strong">${over[0]}</b> ${over[1]}
            ${link.is === 'over' && link.reason === 'signed-out' ? signIn() : nothing}</span>
            <button class="btn small" @click=${() => this.#live?.start()}>Try again</button></div>` : nothing}
      ${link.is === 'reconnecting' && Date.now() - link.since > 2000
        ? html`<div class="callout callout-warn" role="alert">${icon('clock')}<span><b class="strong">${link.reason === 'full' ? 'Too many rooms are open; close another one.' : `Connection lost at ${clock(new Date(link.since).toISOString())} UTC.`}</b>
            The watch goes on on the server. Trying again; missing rows will be filled in.</span></div>`
        : nothing}
      ${this.aboutProblem && !over && link.is !== 'reconnecting' ? problemBox(this.aboutProblem) : nothing}
      ${this.problem ? problemBox(this.problem) : nothing}
    </div>`;
  }

  #empty(): TemplateResult | typeof nothing {
    if (this.shown.some((row) => row.kind === 'activity' || row.kind === 'gap')) return nothing;
    if (this.shown.length === 0 ? this.all.length > 0 : this.all.some(isCall)) {
      return html`<div class="blank">${icon('search')}<p class="strong">Every ${this.shown.length > 0 ? 'call' : 'row'} is hidden by the filter</p>
        <button class="btn" @click=${() => this.#setFilter(EVERYTHING)}>Show all ${count(this.all.length)} rows</button></div>`;
    }
    if (!this.#started) {
      if (this.link.is === 'over') return nothing;
      return html`<div class="loading" aria-label="Loading">${[4, 3, 4].map(
        (w) => html`<div class="r-skel"><span class="skel w-1"></span><span class="skel w-2"></span><span class="skel w-${w}"></span></div>`)}</div>`;
    }
    if (this.about?.state === 'closed') {
      return html`<div class="blank">${icon('check')}<p class="strong">No call by this suspect was recorded</p>
        <p class="small">The incident is closed: no further call is.</p></div>`;
    }
    return html`<div class="blank">${icon('clock')}<p class="strong">No call by this suspect yet</p>
      <p class="small">CloudTrail delivers a call minutes after it was made: a quiet feed is not a quiet suspect.</p></div>`;
  }

  #edge(): TemplateResult {
    const hidden = this.all.length - this.shown.length;
    const gaps = this.#rows.gaps.length;
    const older = Math.max(0, this.#rows.firstSeq - 1);
    const behind = this.#started ? (this.#live?.behind ?? 0) : 0;
    return html`<div class="edge"><span>row <b>${count(this.lastRow)}</b> of <b>${count(this.shown.length)}</b></span>
      <span>${hidden > 0 ? html`<b>${count(hidden)}</b> hidden by filter` : 'none hidden'}</span>
      ${older > 0 ? html`<span><b>${count(older)}</b> older, <button class="link" @click=${this.#loadOlder}>load</button></span>` : nothing}
      ${behind > 0 ? html`<span class="t-warn"><b>${count(behind)}</b> not here yet</span>` : nothing}
      <span class="t-ok" role="status">${this.said}</span><span class="grow"></span>
      <span>${gaps > 0 ? html`<span class="t-warn">${gaps} gap${gaps > 1 ? 's' : ''}</span>` : this.#gapSince ? html`no gap since <b>${clock(this.#gapSince)}</b>` : nothing}</span></div>`;
  }
}

function isCall(row: Row): boolean {
  return row.kind === 'activity';
}

function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== '');
  return words.slice(0, 2).map((word) => [...word][0]).join('').toUpperCase();
}

function overText(reason: string): [string, string] {
  switch (reason) {
    case 'signed-out':
      return ['You are signed out.', 'The watch goes on on the server. Sign in again to see it.'];
    case 'not-found':
      return ['This incident is not here any more.', 'What you see was loaded before.'];
    case 'restricted':
      return ['This incident is now restricted.', 'You are not among the people who may see it. The watch goes on.'];
    default:
      return ['Your role no longer allows this room.', 'The watch goes on on the server. Ask an admin.'];
  }
}
