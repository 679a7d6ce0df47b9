import { html, nothing, type TemplateResult } from 'lit';
import type { Offered, SignalTold } from '../model/entry.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';

export function signalMark(): TemplateResult {
  return html`<span class="cls cls-plan">${icon('bolt')}SIGNAL</span>`;
}

/** Who says what, how bad it is, and why it is in this room; the rest is in the detail. */
export function signalText(row: SignalTold): TemplateResult {
  const times = row.seen > 1 ? ` · told ${row.seen} times` : '';
  return html`<b>${visible(row.source ?? '')}</b> says: ${visible(row.title ?? '')} · score ${row.score}${
    row.sample ? ' · a sample' : ''}${times} · ${visible(row.why ?? '')}`;
}

/** All that it says, as facts under one another; without somebody to have them watched, only named are those it offers. */
export function signalDetail(row: SignalTold, watch?: (one: Offered) => void): TemplateResult {
  return html`<div class="detail-b"><p class="note-text">${signalText(row)}</p>
    <dl class="kv">
      <dt>Type</dt><dd class="long">${visible(row.type ?? '')}</dd>
      ${row.playbook ? html`<dt>Playbook</dt><dd class="long">${visible(row.playbook)}</dd>` : nothing}
      ${row.team ? html`<dt>Team</dt><dd class="long">${visible(row.team)}</dd>` : nothing}
      ${(row.checklist ?? []).map((line) => html`<dt>To do</dt><dd class="long">${visible(line)}</dd>`)}
      ${(row.offered ?? []).map((one) => html`<dt>Not watched</dt><dd class="long">${visible(one.type)} <span class="mono">${visible(one.value)}</span>${
        one.account ? ` of ${visible(one.account)}` : ''}${watch ? html` <button type="button" class="btn small" aria-label="Watch ${visible(one.value)} too" @click=${() => watch(one)}>Watch too</button>` : nothing}</dd>`)}
      ${(row.evidence ?? []).map((line) => html`<dt>Evidence</dt><dd class="long">${visible(line)}</dd>`)}
      <dt>Signal</dt><dd><a class="underlined" href="/signals#signal-${encodeURIComponent(row.signalId)}">${visible(row.signalId)}</a></dd>
    </dl></div>`;
}
