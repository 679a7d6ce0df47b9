import { html, nothing, type TemplateResult } from 'lit';
import type { ApiError } from '../api.ts';
import type { LinkState } from '../live.ts';
import { clock } from '../model/format.ts';
import { icon } from './icon.ts';
import { problemBox, signIn } from './problem-box.ts';

/** What is wrong, what is still true, and the way on. */
export function banner(
  link: LinkState,
  about: ApiError | undefined,
  problem: ApiError | undefined,
  tryAgain: () => void,
): TemplateResult {
  return html`${link.is === 'over' ? over(link.reason, tryAgain) : nothing}
    ${link.is === 'reconnecting' && Date.now() - link.since > 2000 ? lost(link.since, link.reason) : nothing}
    ${about && link.is !== 'over' && link.is !== 'reconnecting' ? problemBox(about) : nothing}
    ${problem ? problemBox(problem) : nothing}`;
}

function over(reason: string, tryAgain: () => void): TemplateResult {
  const [what, then] = overText(reason);
  return html`<div class="callout callout-alarm" role="alert">${icon('warn')}<span class="grow"><b class="strong">${what}</b> ${then}
    ${reason === 'signed-out' ? signIn() : nothing}</span>
    <button class="btn small" @click=${tryAgain}>Try again</button></div>`;
}

function lost(since: number, reason?: string): TemplateResult {
  const what = reason === 'full' ? 'Too many rooms are open; close another one.' : `Connection lost at ${clock(new Date(since).toISOString())} UTC.`;
  return html`<div class="callout callout-warn" role="alert">${icon('clock')}<span><b class="strong">${what}</b>
    The watch goes on on the server. Trying again; missing rows will be filled in.</span></div>`;
}

function overText(reason: string): [string, string] {
  switch (reason) {
    case 'signed-out':
      return ['You are signed out.', 'The watch goes on on the server. Sign in again to see it.'];
    case 'not-found':
      return ['This incident is not here any more.', 'What you see was loaded before.'];
    case 'restricted':
      return ['This incident is now restricted.', 'You are not among the people who may see it. The watch goes on.'];
    default:
      return ['Your role no longer allows this room.', 'The watch goes on on the server. Ask an admin.'];
  }
}
