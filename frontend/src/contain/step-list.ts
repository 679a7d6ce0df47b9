import { html, nothing, type TemplateResult } from 'lit';
import { diff } from '../model/diff.ts';
import type { Plan, PlanStep, StepState } from '../model/plan.ts';
import { icon } from '../room/icon.ts';
import { visible } from '../visible.ts';

const OPEN_UP_TO = 3;

/** The steps of a plan in their order, each with what it changes, what that does, and once executed what came of it. */
export function stepList(plan: Plan): TemplateResult {
  const open = plan.steps.length <= OPEN_UP_TO;
  return html`<section><div class="sec-h"><h3>What changes in AWS</h3><span class="small faint">${plan.steps.length === 1 ? '1 step' : `${plan.steps.length} steps, in this order`}</span></div>
    ${plan.steps.length === 0 ? html`<p class="muted">Nothing: this level changes nothing in AWS.</p>` : html`<ol class="plan">${plan.steps.map((step) => stepOf(step, open))}</ol>`}</section>`;
}

function stepOf(step: PlanStep, open: boolean): TemplateResult {
  return html`<li><details ?open=${open}><summary class="pstep"><span class="n">${step.n}</span><span class="pt">${visible(step.title)}${stepState(step)}</span>
      <span class="call mono">${visible(step.call)}</span>${icon('right', 'i-12')}</summary>
    <p class="small muted on">${visible(step.target)}, account ${visible(step.account)}${step.renewal ? '; written once more when it has spread, for sessions minted in between' : ''}</p>
    ${diffTable(step)}
    <dl class="facts">${fact('Stops', step.stops)}${fact('Does not stop', step.doesNotStop)}${fact('Also hits', step.sideEffect)}
      ${fact('Suspect notices', step.suspectNotices)}${fact('Undo', step.undo)}${step.reversible === false ? html`<dt>Reversible</dt><dd class="t-warn">no</dd>` : nothing}</dl>
    </details>${outcomeOf(step)}</li>`;
}

function fact(name: string, text: string | undefined): TemplateResult | typeof nothing {
  return text ? html`<dt>${name}</dt><dd>${visible(text)}</dd>` : nothing;
}

/** The documents as they are and as they will be; what isn't read yet isn't called empty. */
function diffTable(step: PlanStep): TemplateResult {
  const known = step.beforeKnown !== false;
  if (!known || !step.before || !step.after) return oneSided(step, known);
  const lines = diff(step.before, step.after);
  return html`<table class="diff"><thead><tr><th>Before</th><th>After</th></tr></thead><tbody>
    ${lines.map(({ before, after, same }) => html`<tr>${cell(before, same, 'del', 'taken away')}${cell(after, same, 'add', 'added')}</tr>`)}</tbody></table>`;
}

/** Beside nothing, what is taken away or comes has the whole width. */
function oneSided({ before, after }: PlanStep, known: boolean): TemplateResult {
  const gone = known && before && !after;
  const word = known ? (gone ? 'After: nothing left there' : 'Before: nothing there') : 'Before: read just before it is changed';
  const lines = gone ? diff(before, null).map((line) => cell(line.before, false, 'del', 'taken away')) : diff(null, after).map((line) => cell(line.after, false, 'add', 'added'));
  return html`<table class="diff"><thead><tr><th>${word}</th></tr></thead><tbody>
    ${gone || after ? lines.map((line) => html`<tr>${line}</tr>`) : html`<tr><td class="note">After: nothing there</td></tr>`}</tbody></table>`;
}

function cell(text: string | undefined, same: boolean, change: string, word: string): TemplateResult {
  if (text === undefined) return html`<td class="nil"></td>`;
  return html`<td class=${same ? '' : change}>${same ? nothing : html`<span class="sr">${word}: </span>`}${visible(text)}</td>`;
}

const STATES: Record<StepState, readonly [look: string, sign: string, word: string]> = {
  pending: ['', '', ''],
  running: ['t-warn', 'clock', 'running'],
  done: ['t-ok', 'check', 'done'],
  already: ['t-ok', 'check', 'was so already'],
  would: ['muted', 'info', 'would be done'],
  failed: ['t-alarm', 'warn', 'failed'],
  skipped: ['muted', 'minus', 'not tried'],
};

function stepState(step: PlanStep): TemplateResult | typeof nothing {
  const [look, sign, word] = STATES[step.state] ?? ['muted', 'info', step.state];
  return word ? html` <span class="verdict small ${look}">${icon(sign, 'i-12')}${word}</span>` : nothing;
}

function outcomeOf(step: PlanStep): TemplateResult | typeof nothing {
  const ids = step.requestIds ?? [];
  if (ids.length === 0 && !step.error) return nothing;
  return html`<div class="after small">${step.error ? html`<p class="t-alarm">${visible(step.error)}</p>` : nothing}
    ${ids.length > 0 ? html`<p class="faint">request <span class="mono">${ids.map(visible).join(', ')}</span></p>` : nothing}</div>`;
}
