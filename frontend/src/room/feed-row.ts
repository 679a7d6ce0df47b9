import { html, nothing, type TemplateResult } from 'lit';
import { isActivity, timeOf, type Activity, type Entry, type Part } from '../model/entry.ts';
import { clock, lag } from '../model/format.ts';
import type { Gap, Row } from '../model/rows.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';

export interface RowState {
  index: number;
  selected: boolean;
  pinned: boolean;
  fresh: boolean;
}

/** One row of the feed: fixed height, one sentence, text nodes only. */
export function feedRow(row: Row, state: RowState): TemplateResult {
  if (row.kind === 'gap') return gapRow(row, state);
  return isActivity(row) ? activityRow(row, state) : entryRow(row, state);
}

function activityRow(row: Activity, state: RowState): TemplateResult {
  const classes = `r r-${row.class}${state.selected ? ' r-sel' : ''}${state.fresh ? ' r-new' : ''}`;
  return html`<div class=${classes} role="row" id="row-${row.seq}" data-seq=${row.seq}
      aria-rowindex=${state.index + 2} aria-current=${state.selected ? 'true' : 'false'}>
    <span class="mono" role="cell" title=${row.eventTime}>${clock(row.eventTime)}</span>
    <span class="mono c-lag" role="cell">${lag(row.eventTime, row.arrivedAt)}</span>
    <span class="c-lane" role="cell" title=${laneWord(row.lane)}>${laneCode(row.lane)}</span>
    <span class="c-class" role="cell">${classMark(row.class)}${outcomeMark(row.outcome)}</span>
    <span class="c-s" role="cell"><span class="tx">${sentence(row)}</span></span>
    <span class="mono c-ip cut" role="cell">${visible(row.sourceIp ?? '')}</span>
    <span class="mono c-reg cut" role="cell">${visible(row.region ?? '')}</span>
    <span class="c-pin ${state.pinned ? 'on' : ''}" role="cell">${icon('pin', 'i-12')}${
      state.pinned ? html`<span class="sr">pinned</span>` : nothing}</span>
  </div>`;
}

function entryRow(row: Exclude<Entry, Activity>, state: RowState): TemplateResult {
  const [word, mark] = { note: ['NOTE', 'note'], pin: ['PIN', 'pin'], watch: ['WATCH', 'watch'], other: ['ENTRY', 'info'] }[
    row.kind
  ] as [string, string];
  return html`<div class="r r-note${state.selected ? ' r-sel' : ''}" role="row" id="row-${row.seq}" data-seq=${row.seq}
      aria-rowindex=${state.index + 2} aria-current=${state.selected ? 'true' : 'false'}>
    <span class="mono" role="cell" title=${row.at}>${clock(timeOf(row))}</span>
    <span class="c-lag" role="cell"></span>
    <span class="c-lane" role="cell"></span>
    <span class="c-class" role="cell"><span class="cls cls-note">${icon(mark)}${word}</span></span>
    <span class="c-s" role="cell"><span class="tx">${
      row.actor ? html`<b>${visible(row.actor)}</b> ` : nothing}${said(row)}</span></span>
    <span class="c-ip" role="cell"></span>
    <span class="c-reg" role="cell"></span>
    <span class="c-pin ${state.pinned ? 'on' : ''}" role="cell">${icon('pin', 'i-12')}</span>
  </div>`;
}

function gapRow(row: Gap, state: RowState): TemplateResult {
  return html`<div class="r-gap" role="row" aria-rowindex=${state.index + 2}><span role="cell">
    gap ${row.seq} to ${row.toSeq}, <button class="link" data-gap=${row.seq}>load</button></span></div>`;
}

function said(row: Exclude<Entry, Activity>): string | TemplateResult {
  switch (row.kind) {
    case 'pin':
      return html`${row.pinned ? 'pinned' : 'unpinned'} row ${row.ofSeq}`;
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
  return lane === 'IMPORT' ? 'IMP' : visible(lane ?? '');
}

export function laneWord(lane: string): string {
  return (
    { CW: 'CloudWatch Logs', EB: 'EventBridge', IMPORT: 'an imported file', CT: 'a CloudTrail file' }[lane] ?? visible(lane ?? '')
  );
}
