import { html, nothing, type TemplateResult } from 'lit';
import { clock, count, day } from '../model/format.ts';
import type { Incident } from '../model/incident.ts';
import type { Stage } from '../model/plan-story.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';

export interface Head {
  incident: string;
  about?: Incident;
  alarms: number;
  people: readonly string[];
  canRespond: boolean;
  /** How far the plan to cut the suspect's access has come; empty without one. */
  stages: readonly Stage[];
}

/** Title, state and facts of the incident; beside the facts how fresh the room is. */
export function roomHead(h: Head, follow: TemplateResult, ask: (dialog: string) => void): TemplateResult {
  const about = h.about;
  return html`<section class="head" aria-label="Incident">
    <div class="head-row">${about ? titleRow(about) : html`<h1><span class="faint">#${h.incident}</span></h1>`}${alarmTag(h.alarms)}
      <span class="grow"></span>${presence(h.people)}
      <button class="btn opt" ?disabled=${!h.canRespond} title=${h.canRespond ? 'n' : 'needs the role responder'}
        @click=${() => ask('so-note-dialog')}>${icon('note')}Note</button>
      <button class="btn btn-icon" aria-label="Keys" title="Keys (?)" @click=${() => ask('so-keys-dialog')}>?</button></div>
    <div class="head-row">${about ? metaRow(about) : nothing}<span class="grow"></span>${follow}</div>
    ${about ? strip(about, h.stages) : html`<div class="strip"></div>`}
  </section>`;
}

/** State, severity and title of the incident. */
function titleRow(incident: Incident): TemplateResult {
  const closed = incident.state === 'closed';
  return html`<h1 class="cut" title=${visible(incident.title)}><span class="faint">#${incident.id}</span> ${visible(incident.title)}</h1>
    <span class="tag ${closed ? '' : 'tag-accent'}"><span class="dot ${closed ? 'dot-ring' : ''}"></span>${incident.state.toUpperCase()}</span>
    ${severityTag(incident.severity)}
    ${incident.restrictedTo?.length ? html`<span class="tag" title=${visible(incident.restrictedTo.join(', '))}>${icon('lock')}RESTRICTED</span>` : nothing}`;
}

/** Alarms about our own pipeline during the last day; the status page has them one by one. */
function alarmTag(alarms: number): TemplateResult | typeof nothing {
  if (alarms === 0) return nothing;
  return html`<a class="tag tag-alarm" href="/status#alarms">${icon('warn')}${count(alarms)} PIPELINE ALARM${alarms > 1 ? 'S' : ''}</a>`;
}

function presence(people: readonly string[]): TemplateResult | typeof nothing {
  if (people.length === 0) return nothing;
  return html`<span class="avatars opt" aria-hidden="true">${people.slice(0, 4).map(
    (name) => html`<span class="avatar" title=${visible(name)}>${initials(visible(name))}</span>`,
  )}</span><span class="small muted opt nowrap">${people.length} here</span>`;
}

function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== '');
  return words.slice(0, 2).map((word) => [...word][0]).join('').toUpperCase();
}

function metaRow(incident: Incident): TemplateResult {
  const [first, ...others] = incident.suspects;
  return html`<div class="meta">
    ${first ? html`<span class="mono cut" title=${incident.suspects.map((one) => visible(one.value)).join(', ')}>${visible(first.value)}${others.length ? ` and ${others.length} more` : ''}</span>` : nothing}
    ${first?.account ? html`<span>account ${visible(first.account)}</span>` : nothing}
    <span class="cut">opened by ${visible(incident.openedBy)}${incident.origin === 'person' ? '' : ` (${visible(incident.origin)})`}</span>
  </div>`;
}

function strip(incident: Incident, stages: readonly Stage[]): TemplateResult {
  const closed = incident.state === 'closed';
  const c = incident.counters;
  return html`<div class="strip"><ol aria-label="State of the incident">
      <li class="done">${icon('check', 'i-12')}opened <time datetime=${incident.openedAt}>${stages.length > 0 ? '' : `${day(incident.openedAt)} `}${clock(incident.openedAt)}</time></li>
      ${closed
        ? html`<li class="done">${icon('check', 'i-12')}watched</li>${stages.filter(({ is }) => is !== 'todo').map((one) => stage({ ...one, is: one.is === 'now' ? 'done' : one.is }))}
            <li class="now" aria-current="step"><span class="dot dot-ring"></span>closed${incident.verdict ? `: ${incident.verdict}` : ''}
              <time datetime=${incident.closedAt ?? ''}>${day(incident.closedAt)} ${clock(incident.closedAt)}</time></li>`
        : stages.length > 0
          ? html`<li class="done">${icon('check', 'i-12')}watching</li>${stages.map(stage)}<li>closed</li>`
          : html`<li class="now" aria-current="step"><span class="dot"></span>watching ${followWord(incident.following)}</li><li>closed</li>`}
    </ol><span class="grow"></span>
    <span class="sums"><span><b>${count(c.total)}</b> calls</span><span><b>${count(c.denied)}</b> denied</span>
      ${stages.length > 0 ? nothing : html`<span class="opt"><b>${count(c.failed)}</b> failed</span><span class="opt"><b>${count(c.duplicates)}</b> second copies set aside</span>`}</span></div>`;
}

function stage({ word, at, is }: Stage): TemplateResult {
  const time = at ? html` <time datetime=${at}>${clock(at)}</time>` : nothing;
  if (is === 'done') return html`<li class="done">${icon('check', 'i-12')}${word}${time}</li>`;
  if (is === 'todo') return html`<li>${word}</li>`;
  return html`<li class=${is === 'now' ? 'now' : 'now t-alarm'} aria-current="step">${is === 'now' ? html`<span class="dot"></span>` : icon('warn', 'i-12')}${word}${time}</li>`;
}

function severityTag(severity: string): TemplateResult {
  const loud = severity === 'high' || severity === 'critical';
  return html`<span class="tag ${loud ? 'tag-alarm' : ''}">${loud ? icon('warn') : nothing}${severity.toUpperCase()}</span>`;
}

const FOLLOWED: Record<string, string> = {
  sessions: 'the suspects and the sessions that they start',
  credentials: 'the suspects, their sessions and the keys that they make',
  full: 'the suspects and every credential that they mint',
};

/** Never says more than is in force. */
export function followWord(following: string): string {
  return FOLLOWED[following] ?? 'what the suspects do themselves';
}
