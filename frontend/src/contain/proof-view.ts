import { html, nothing, type TemplateResult } from 'lit';
import { clock, count, span } from '../model/format.ts';
import { laneName } from '../model/pipeline.ts';
import type { Proof } from '../model/plan.ts';
import { icon } from '../room/icon.ts';
import { visible } from '../visible.ts';

/** What was read back, and what the stream says since: green only when the lanes that matter went on and stayed quiet. */
export function proofView(proof: Proof, state: string): TemplateResult {
  return html`<section aria-label="Proof of the cut"><div class="sec-h"><h3>Proof</h3><span class="small faint">${visible(proof.text ?? '')}</span></div>
    <div class="verify">${number(count(proof.succeeding), 'succeeding', proof.lastSuccess ? `last ${clock(proof.lastSuccess)}` : 'none since the cut-off', proof.succeeding > 0 ? 't-alarm' : 't-ok')}
      ${number(count(proof.denied), 'denied', proof.lastCall ? `last call ${clock(proof.lastCall)}` : 'no call since')}
      ${number(minutes(proof.quietForSeconds), `of ${minutes(proof.windowSeconds)} min quiet`, quiet(proof, state))}</div>
    ${proof.withinPropagation ? html`<p class="small muted">${count(proof.withinPropagation)} more succeeded while the change was spreading; they don't count.</p>` : nothing}
    ${leftOpen(proof)}
    ${readBack(proof)}
    ${counterMoves(proof)}
    ${watermarks(proof)}
    <dl class="facts">${proof.expects ? html`<dt>Expected</dt><dd>${visible(proof.expects)}</dd>` : nothing}${proof.cannotSee ? html`<dt>Cannot be seen</dt><dd>${visible(proof.cannotSee)}</dd>` : nothing}</dl></section>`;
}

/** What goes on because the plan lets it: green must not hide it. */
function leftOpen({ leftOpen: open }: Proof): TemplateResult | typeof nothing {
  if (!open?.calls) return nothing;
  const more = open.others > 0 ? ` and ${count(open.others)} more` : '';
  return html`<p class="callout callout-warn">${icon('warn')}<span><b class="strong">Left open by this plan: ${count(open.calls)} ${open.calls === 1 ? 'call' : 'calls'}</b>
    by ${visible(open.by.map(({ label }) => label).join(', '))}${more}${open.last ? `, the last at ${clock(open.last)}` : ''}. Of these this proves nothing.</span></p>`;
}

/** Every step on its own only when one of them doesn't hold. */
function readBack({ readBack: steps = [], readBackAt }: Proof): TemplateResult | typeof nothing {
  if (steps.length === 0) return nothing;
  const at = readBackAt ? html` <span class="faint">read back at ${clock(readBackAt)} UTC</span>` : nothing;
  if (steps.every((one) => one.ok)) return html`<p class="t-ok">${icon('check', 'i-12')} In AWS ${steps.length === 1 ? 'the step holds' : `all ${steps.length} steps hold`}${at}</p>`;
  return html`<ul class="who">${steps.map((one) => html`<li class=${one.ok ? 't-ok' : 't-alarm'}>${icon(one.ok ? 'check' : 'warn', 'i-12')}<span>step ${one.n}: ${visible(one.text)}</span></li>`)}</ul><p class="small">${at}</p>`;
}

function number(value: string, label: string, more: string, look = ''): TemplateResult {
  return html`<div class="vc"><b class=${look}>${value}</b><span>${label}<small>${more}</small></span></div>`;
}

function minutes(seconds: number | undefined): string {
  return String(Math.floor((seconds ?? 0) / 60));
}

function quiet(proof: Proof, state: string): string {
  if (state === 'unproven') return 'the clock stands: a lane is silent';
  return proof.quietSince ? `since ${clock(proof.quietSince)}` : 'not begun';
}

function counterMoves(proof: Proof): TemplateResult | typeof nothing {
  const moves = proof.counterMoves ?? [];
  if (moves.length === 0) return nothing;
  return html`<div class="callout callout-alarm">${icon('warn')}<span><b class="strong">Somebody works against it.</b><ul>${moves.map((move) =>
    html`<li>${clock(move.eventTime ?? undefined)} ${visible(move.text)}${move.caller ? html` <span class="muted">by ${visible(move.caller)}</span>` : nothing}</li>`)}</ul></span></div>`;
}

function watermarks(proof: Proof): TemplateResult | typeof nothing {
  const lanes = proof.watermarks ?? [];
  if (lanes.length === 0) return nothing;
  return html`<div class="gtable" tabindex="0" role="region" aria-label="How far the lanes have come"><table class="table"><thead><tr><th>Lane</th><th>Where</th><th>Events up to</th><th>State</th></tr></thead>
    <tbody>${lanes.map((one) => html`<tr><td>${visible(laneName(one.lane))}</td><td class="mono">${visible(one.account)} ${visible(one.region)}</td>
      <td class="mono">${one.watermark ? clock(one.watermark) : 'none yet'}</td><td><span class="verdict ${one.state === 'advancing' ? 't-ok' : 't-warn'}">${visible(one.state)}${
        one.state === 'advancing' || !one.provenUntil ? nothing : ` since ${span((Date.now() - Date.parse(one.provenUntil)) / 1000)}`}</span></td></tr>`)}</tbody></table></div>`;
}
