import { html, type TemplateResult } from 'lit';
import type { PlanSummary } from '../model/plan.ts';
import { icon } from '../room/icon.ts';
import { visible } from '../visible.ts';

const WORDS: Record<string, string> = { 'awaiting-approval': 'NEEDS APPROVAL', executed: 'VERIFYING', verified: 'CONTAINED' };
const LOOKS: Record<string, readonly [look: string, sign: string]> = {
  'awaiting-approval': ['tag-warn', 'clock'],
  unproven: ['tag-warn', 'clock'],
  halted: ['tag-warn', 'pause'],
  verified: ['tag-ok', 'check'],
  approved: ['tag-accent', 'check'],
  executed: ['tag-accent', 'lock'],
  executing: ['tag-accent', 'lock'],
  contested: ['tag-alarm', 'warn'],
  failed: ['tag-alarm', 'warn'],
  refused: ['tag-alarm', 'warn'],
  undone: ['', 'undo'],
};

/** State of a plan as a word; an undo that ended says so itself. */
export function stateTag(plan: PlanSummary): TemplateResult {
  const [look, sign] = LOOKS[plan.state] ?? ['', 'plan'];
  return html`<span class="tag ${look}">${icon(sign)}${WORDS[plan.state] ?? visible(plan.state).toUpperCase()}</span>`;
}
