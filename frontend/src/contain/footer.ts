import { html, nothing, type TemplateResult } from 'lit';
import type { Allowed } from '../model/plan.ts';

/** Something that the server may or may not let this person do now. */
export interface Button {
  text: string;
  action?: Allowed;
  run: () => void;
  classes?: string;
  /** What is missing on this side, when the server would allow it. */
  blocked?: string;
}

/** What can be done at this stage. What can't stays visible and says why; Enter in a field presses none of it. */
export function footer(note: string, buttons: readonly Button[], busy: boolean): TemplateResult {
  const whys = buttons.map(whyNot);
  return html`<div class="drawer-f"><div class="grow small muted" role="status">${busy ? 'Asking the server…' : note}${whys.map((why, i) =>
      why ? html`<span class="why" id="contain-why-${i}">${buttons[i]?.text}: ${why}</span>` : nothing)}</div>
    ${buttons.map(({ text, run, classes }, i) => html`<button type="button" class="btn btn-lg ${classes ?? ''}" ?disabled=${busy || whys[i] !== undefined}
      aria-describedby=${whys[i] ? `contain-why-${i}` : nothing} @click=${run}>${text}</button>`)}</div>`;
}

function whyNot({ action, blocked }: Button): string | undefined {
  if (action?.allowed) return blocked;
  return action?.why || 'Not possible in this state.';
}
