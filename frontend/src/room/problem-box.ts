import { html, nothing, type TemplateResult } from 'lit';
import type { ApiError } from '../api.ts';
import { icon } from './icon.ts';

/** In a tab of its own: what is typed here stays. */
export function signIn(): TemplateResult {
  return html`<a href="/sign-in" target="_blank" rel="noopener">Sign in</a>`;
}

/** A refusal in the server's words, with the id to ask about. */
export function problemBox(problem: ApiError): TemplateResult {
  return html`<div class="callout callout-alarm" role="alert">${icon('warn')}<span><b class="strong">${problem.title}.</b>
    ${problem.detail}${problem.status === 401 ? html` ${signIn()}` : nothing}${problem.correlationId ? html`<br><span class="small muted">id ${problem.correlationId}</span>` : nothing}</span></div>`;
}
