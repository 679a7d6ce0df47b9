import { html, type TemplateResult } from 'lit';
import type { Verdict } from '../model/plan.ts';
import { icon } from '../room/icon.ts';
import { visible } from '../visible.ts';

const OUTCOMES: Record<Verdict['outcome'], readonly [look: string, sign: string, word: string]> = {
  pass: ['t-ok', 'check', 'pass'],
  pending: ['t-warn', 'clock', 'at execution'],
  acknowledge: ['t-warn', 'clock', 'to be acknowledged'],
  refused: ['t-alarm', 'warn', 'refused'],
};

/** Every guardrail with its numbers, those that refuse first. */
export function guardrailTable(verdicts: readonly Verdict[]): TemplateResult {
  const order = ['refused', 'acknowledge', 'pending', 'pass'];
  const sorted = [...verdicts].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  return html`<section><div class="sec-h"><h3>Guardrails</h3><span class="small faint">${guardrailSum(verdicts)}</span></div>
    <div class="gtable" tabindex="0" role="region" aria-label="What the guardrails say"><table class="table"><thead><tr><th>Guardrail</th><th>Measured</th><th>Verdict</th></tr></thead><tbody>
      ${sorted.map(({ guardrail, text, outcome }) => {
        const [look, sign, word] = OUTCOMES[outcome] ?? ['t-alarm', 'warn', outcome];
        return html`<tr data-guardrail=${guardrail}><td>${visible(guardrail.replaceAll('-', ' '))}</td><td class="wrap">${visible(text)}</td>
          <td class="nowrap"><span class="verdict ${look}">${icon(sign, 'i-12')}${word}</span></td></tr>`;
      })}</tbody></table></div></section>`;
}

export function guardrailSum(verdicts: readonly Verdict[]): string {
  const n = (outcome: string): number => verdicts.filter((one) => one.outcome === outcome).length;
  const waits = n('pending') + n('acknowledge');
  return [`${n('pass')} pass`, waits ? `${waits} wait${waits > 1 ? '' : 's'}` : '', n('refused') ? `${n('refused')} refuse` : ''].filter(Boolean).join(', ');
}
