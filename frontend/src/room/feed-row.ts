import { html, nothing, type TemplateResult } from 'lit';
import { arrivalsOf } from '../model/amend.ts';
import type { CutLine, Mark } from '../model/cut.ts';
import { isActivity, isAlarm, timeOf, type Activity, type Part, type Shown, type WatchChange } from '../model/entry.ts';
import { clock, lag, shortLag, span } from '../model/format.ts';
import { laneName } from '../model/pipeline.ts';
import type { Gap, Row } from '../model/rows.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';
import { cutMark, cutRow, planMark, planText } from './plan-row.ts';
import { signalMark, signalText } from './signal-row.ts';

export interface RowState {
  index: number;
  selected: boolean;
  pinned: boolean;
  fresh: boolean;
  /** What the call says about a cut. */
  mark?: Mark;
}

/** One row of the feed: fixed height, one sentence, text nodes only. */
export function feedRow(row: Row | CutLine, state: RowState): TemplateResult {
  if (row.kind === 'cut') return cutRow(row, state.index);
  if (row.kind === 'gap') return gapRow(row, state);
  if (isAlarm(row)) return alarmRow(row, state);
  return isActivity(row) ? activityRow(row, state) : entryRow(row, state);
}

function activityRow(row: Activity, state: RowState): TemplateResult {
  const cut = state.mark === 'active' ? ' r-still' : state.mark === 'late' ? ' r-late' : '';
  const classes = `r r-${row.class}${cut}${state.selected ? ' r-sel' : ''}${state.fresh ? ' r-new' : ''}`;
  return html`<div class=${classes} role="row" id="row-${row.seq}" data-seq=${row.seq}
      aria-rowindex=${state.index + 2} aria-current=${state.selected ? 'true' : 'false'}>
    <span class="mono" role="cell" title=${row.eventTime}>${clock(row.eventTime)}</span>
    <span class="c-lane" role="cell" title=${laneWord(row.lane)}>${laneCode(row.lane)}</span>
    ${lagCell(row)}
    <span class="c-class" role="cell">${classMark(row.class)}${outcomeMark(row.outcome)}</span>
    <span class="c-s" role="cell"><span class="tx">${sentence(row)}</span>${cutMark(state.mark)}${awsMark(row)}</span>
    <span class="mono c-ip cut" role="cell">${visible(row.sourceIp ?? '')}</span>
    <span class="mono c-reg cut" role="cell">${visible(row.region ?? '')}</span>
    <span class="c-pin ${state.pinned ? 'on' : ''}" role="cell">${icon('pin', 'i-12')}${
      state.pinned ? html`<span class="sr">pinned</span>` : nothing}</span>
  </div>`;
}

/** How late the first copy came; with those of other lanes behind it, in words for who hears or points at it. */
function lagCell(row: Activity): TemplateResult {
  const others = row.arrivals ?? [];
  if (others.length === 0) return html`<span class="mono c-lag" role="cell">${lag(row.eventTime, row.arrivedAt)}</span>`;
  const words = arrivalsOf(row).map((one) => `${laneWord(one.lane)} ${lateness(row, one.arrivedAt)}`).join('; ');
  return html`<span class="mono c-lag" role="cell" title=${words}><span aria-hidden="true">${shortLag(row.eventTime, row.arrivedAt)}${others.map(
    (one) => html` · <i>${laneCode(one.lane)}</i> ${shortLag(row.eventTime, one.arrivedAt)}`)}</span><span class="sr">${words}</span></span>`;
}

export function lateness(row: Activity, arrivedAt: string): string {
  const seconds = (Date.parse(arrivedAt) - Date.parse(row.eventTime)) / 1000;
  return Number.isNaN(seconds) ? '' : `${span(Math.abs(seconds))} ${seconds < 0 ? 'before' : 'after'} the call`;
}

const LATE = ['DELIVERY_DELAY', 'SERVICE_OUTAGE'];

/** What AWS itself changed or admitted about this row. */
function awsMark(row: Activity): TemplateResult {
  const said = row.amended ? 'amended by AWS' : LATE.includes(row.addendum?.reason ?? '') ? 'delivered late by AWS' : '';
  return html`${said ? html`<span class="aws">${said}</span>` : nothing}${consequenceMark(row)}`;
}

/** A call that a service made with the suspect's identity comes of another call; nobody decided on it. */
function consequenceMark(row: Activity): TemplateResult | typeof nothing {
  if (!row.consequence) return nothing;
  return html`<span class="aws" title="A service made this call with the suspect's identity, because of another call">via ${visible(row.invokedBy ?? 'a service')}</span>`;
}

function alarmRow(row: WatchChange, state: RowState): TemplateResult {
  return html`<div class="r r-alarm${state.selected ? ' r-sel' : ''}" role="row" id="row-${row.seq}" data-seq=${row.seq}
      aria-rowindex=${state.index + 2} aria-current=${state.selected ? 'true' : 'false'}>
    <span class="mono" role="cell" title=${row.at}>${clock(row.at)}</span>
    <span class="c-lane" role="cell"></span>
    <span class="c-lag" role="cell"></span>
    <span class="c-class" role="cell"><span class="cls cls-tamper">${icon('warn')}ALARM</span></span>
    <span class="c-s" role="cell"><span class="tx">${visible(row.text ?? '')}</span></span>
    <span class="c-ip" role="cell"></span>
    <span class="c-reg" role="cell"></span>
    <span class="c-pin ${state.pinned ? 'on' : ''}" role="cell">${icon('pin', 'i-12')}</span>
  </div>`;
}

function entryRow(row: Exclude<Shown, Activity>, state: RowState): TemplateResult {
  return html`<div class="r r-note${state.selected ? ' r-sel' : ''}" role="row" id="row-${row.seq}" data-seq=${row.seq}
      aria-rowindex=${state.index + 2} aria-current=${state.selected ? 'true' : 'false'}>
    <span class="mono" role="cell" title=${row.at}>${clock(timeOf(row))}</span>
    <span class="c-lane" role="cell"></span>
    <span class="c-lag" role="cell"></span>
    <span class="c-class" role="cell">${row.kind === 'plan' ? planMark(row) : row.kind === 'signal' ? signalMark() : entryMark(row.kind)}</span>
    <span class="c-s" role="cell"><span class="tx">${
      row.actor && row.kind !== 'signal' ? html`<b>${visible(row.actor)}</b> ` : nothing}${said(row)}</span></span>
    <span class="c-ip" role="cell"></span>
    <span class="c-reg" role="cell"></span>
    <span class="c-pin ${state.pinned ? 'on' : ''}" role="cell">${icon('pin', 'i-12')}</span>
  </div>`;
}

function entryMark(kind: 'note' | 'pin' | 'watch' | 'other'): TemplateResult {
  const [word, mark] = { note: ['NOTE', 'note'], pin: ['PIN', 'pin'], watch: ['WATCH', 'watch'], other: ['ENTRY', 'info'] }[kind] as [string, string];
  return html`<span class="cls cls-note">${icon(mark)}${word}</span>`;
}

function gapRow(row: Gap, state: RowState): TemplateResult {
  return html`<div class="r-gap" role="row" aria-rowindex=${state.index + 2}><span role="cell">
    gap ${row.seq} to ${row.toSeq}, <button class="link" data-gap=${row.seq}>load</button></span></div>`;
}

function said(row: Exclude<Shown, Activity>): string | TemplateResult {
  switch (row.kind) {
    case 'pin':
      return html`${row.pinned ? 'pinned' : 'unpinned'} row ${row.ofSeq}`;
    case 'plan':
      return planText(row);
    case 'signal':
      return signalText(row);
    case 'other':
      return visible(row.text || row.name);
    default:
      return visible(row.text);
  }
}

export function classMark(kind: string): TemplateResult {
  return html`<span class="cls cls-${kind}">${icon(kind)}${kind.toUpperCase()}</span>`;
}

export function outcomeMark(outcome: string): TemplateResult | typeof nothing {
  if (outcome === 'ok') return nothing;
  const mark = { denied: 'denied', failed: 'failed', throttled: 'clock' }[outcome] ?? 'info';
  return html`<span class="out out-${outcome}" title=${outcome}>${icon(mark)}<span class="w">${outcome.toUpperCase()}</span></span>`;
}

/** The sentence in its parts, so that who and what stand out; the plain sentence where no parts came. */
export function sentence(row: Activity): TemplateResult | TemplateResult[] {
  if (!row.parts?.length) return html`${visible(row.sentence)}`;
  return row.parts.map(part);
}

function part([kind, text]: Part): TemplateResult {
  const shown = visible(String(text));
  switch (kind) {
    case 'actor':
      return html`<b>${shown}</b>`;
    case 'object':
      return html`<code>${shown}</code>`;
    case 'error':
      return html`<em>${shown}</em>`;
    default:
      return html`${shown}`;
  }
}

function laneCode(lane: string): string {
  if (lane === 'IMPORT') return 'IMP';
  return lane === 'BACKFILL' ? 'BACK' : visible(lane ?? '');
}

export function laneWord(lane: string): string {
  return visible(laneName(lane));
}
