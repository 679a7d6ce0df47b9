import { html, nothing, type TemplateResult } from 'lit';
import { clock, count, day } from '../model/format.ts';
import type { Incident } from '../model/incident.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';

/** State, severity and title of the incident. */
export function titleRow(incident: Incident): TemplateResult {
  const closed = incident.state === 'closed';
  return html`<h1 class="cut" title=${visible(incident.title)}><span class="faint">#${incident.id}</span> ${visible(incident.title)}</h1>
    <span class="tag ${closed ? '' : 'tag-accent'}"><span class="dot ${closed ? 'dot-ring' : ''}"></span>${incident.state.toUpperCase()}</span>
    ${severityTag(incident.severity)}
    ${incident.restrictedTo?.length ? html`<span class="tag" title=${visible(incident.restrictedTo.join(', '))}>${icon('lock')}RESTRICTED</span>` : nothing}`;
}

export function metaRow(incident: Incident): TemplateResult {
  const [first, ...others] = incident.suspects;
  return html`<div class="meta">
    ${first ? html`<span class="mono cut" title=${incident.suspects.map((one) => visible(one.value)).join(', ')}>${visible(first.value)}${others.length ? ` and ${others.length} more` : ''}</span>` : nothing}
    ${first?.account ? html`<span>account ${visible(first.account)}</span>` : nothing}
    <span class="cut">opened by ${visible(incident.openedBy)}${incident.origin === 'person' ? '' : ` (${visible(incident.origin)})`}</span>
  </div>`;
}

export function strip(incident: Incident): TemplateResult {
  const closed = incident.state === 'closed';
  const c = incident.counters;
  return html`<div class="strip"><ol aria-label="State of the incident">
      <li class="done">${icon('check', 'i-12')}opened <time datetime=${incident.openedAt}>${day(incident.openedAt)} ${clock(incident.openedAt)}</time></li>
      ${closed
        ? html`<li class="done">${icon('check', 'i-12')}watched</li>
            <li class="now" aria-current="step"><span class="dot dot-ring"></span>closed${incident.verdict ? `: ${incident.verdict}` : ''}
              <time datetime=${incident.closedAt ?? ''}>${day(incident.closedAt)} ${clock(incident.closedAt)}</time></li>`
        : html`<li class="now" aria-current="step"><span class="dot"></span>watching ${followWord(incident.follow)}</li><li>closed</li>`}
    </ol><span class="grow"></span>
    <span class="sums"><span><b>${count(c.total)}</b> calls</span><span><b>${count(c.denied)}</b> denied</span>
      <span class="opt"><b>${count(c.failed)}</b> failed</span><span class="opt"><b>${count(c.duplicates)}</b> second copies set aside</span></span></div>`;
}

function severityTag(severity: string): TemplateResult {
  const loud = severity === 'high' || severity === 'critical';
  return html`<span class="tag ${loud ? 'tag-alarm' : ''}">${loud ? icon('warn') : nothing}${severity.toUpperCase()}</span>`;
}

function followWord(follow: string): string {
  return follow === 'direct' ? 'what the suspects do themselves' : `what the suspects and their ${follow} do`;
}
