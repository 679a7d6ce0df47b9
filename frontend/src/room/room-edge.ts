import { html, nothing, type TemplateResult } from 'lit';
import { clock, count, span } from '../model/format.ts';
import { laneName, type LaneMark } from '../model/pipeline.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';

export interface Edge {
  lastRow: number;
  shown: number;
  hidden: number;
  older: number;
  behind: number;
  gaps: number;
  gapSince: string;
  said: string;
  lanes: readonly LaneMark[];
  /** By the server's clock, in milliseconds. */
  now: number;
}

/** The line below the feed: what of it is on screen, what isn't and why, and when each lane was last heard. */
export function edgeLine(e: Edge, loadOlder: () => void): TemplateResult {
  return html`<div class="edge"><span>row <b>${count(e.lastRow)}</b> of <b>${count(e.shown)}</b></span>
    <span>${e.hidden > 0 ? html`<b>${count(e.hidden)}</b> hidden by filter` : 'none hidden'}</span>
    ${e.older > 0 ? html`<span><b>${count(e.older)}</b> older, <button class="link" @click=${loadOlder}>load</button></span>` : nothing}
    ${e.behind > 0 ? html`<span class="t-warn"><b>${count(e.behind)}</b> not here yet</span>` : nothing}
    <span class="t-ok" role="status">${e.said}</span><span class="grow"></span>
    ${e.lanes.map((lane) => heard(lane, e.now))}
    <span>${e.gaps > 0 ? html`<span class="t-warn">${e.gaps} gap${e.gaps > 1 ? 's' : ''}</span>` : e.gapSince ? html`no gap since <b>${clock(e.gapSince)}</b>` : nothing}</span></div>`;
}

function heard(lane: LaneMark, now: number): TemplateResult | typeof nothing {
  const age = (now - Date.parse(lane.newestArrivedAt ?? '')) / 1000;
  if (Number.isNaN(age)) return nothing;
  return html`<span class="heard">${visible(laneName(lane.lane))} heard <b>${span(age)} ago</b></span>`;
}

export interface Emptiness {
  /** Whether a call or a gap is shown; whether anything is; whether a call is here at all. */
  rowsShown: number;
  callsShown: boolean;
  rows: number;
  calls: boolean;
  started: boolean;
  over: boolean;
  closed: boolean;
}

/** Why no call is shown: a filter, nothing yet, or nothing ever. */
export function emptyFeed(e: Emptiness, showAll: () => void): TemplateResult | typeof nothing {
  if (e.callsShown) return nothing;
  if (e.rowsShown === 0 ? e.rows > 0 : e.calls) {
    return html`<div class="blank">${icon('search')}<p class="strong">Every ${e.rowsShown > 0 ? 'call' : 'row'} is hidden by the filter</p>
      <button class="btn" @click=${showAll}>Show all ${count(e.rows)} rows</button></div>`;
  }
  if (!e.started) {
    if (e.over) return nothing;
    return html`<div class="loading" aria-label="Loading">${[4, 3, 4].map(
      (w) => html`<div class="r-skel"><span class="skel w-1"></span><span class="skel w-2"></span><span class="skel w-${w}"></span></div>`)}</div>`;
  }
  if (e.closed) {
    return html`<div class="blank">${icon('check')}<p class="strong">No call by this suspect was recorded</p>
      <p class="small">The incident is closed: no further call is.</p></div>`;
  }
  return html`<div class="blank">${icon('clock')}<p class="strong">No call by this suspect yet</p>
    <p class="small">CloudTrail delivers a call minutes after it was made: a quiet feed is not a quiet suspect.</p></div>`;
}
