import { html, nothing, type TemplateResult } from 'lit';
import { clock, count, day } from '../model/format.ts';
import type { Suspect } from '../model/incident.ts';
import type { Branch } from '../model/lineage-tree.ts';
import type { Identity, Issuance, Seen } from '../model/lineage.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';
import { kindOf } from './kinds.ts';

export interface NodeState {
  /** The feed shows only its calls. */
  only: boolean;
  fresh: boolean;
  canRespond: boolean;
  /** As what it can be taken out of the watch; undefined when it can't. */
  suspect?: Suspect;
}

export type Say = (name: string, detail: unknown) => void;

/** What somebody decides on an identity. */
export type Decision = 'exclude' | 'include' | 'confirm';

export function treeNode(branch: Branch, state: NodeState, say: Say): TemplateResult {
  const { who, way } = branch;
  const [sign, word] = kindOf(who.kind);
  return html`<div class="node ${who.watched ? '' : 'node-off'} ${state.fresh ? 'node-new' : ''}">${icon(sign)}
    <button class="node-l mono cut" title=${visible(who.value)} aria-pressed=${state.only}
      @click=${() => say('so-identity', who.id)}>${visible(who.label)}</button>
    <span class="node-n" title=${calls(who)}>${count(who.events)}<span class="sr"> calls</span></span>
    ${way ? how(branch, way, say) : html`<span class="node-s cut">${visible(word)}${who.account ? ` · ${visible(who.account)}` : ''}</span>`}
    <span class="node-s cut" title=${usage(who)}>${who.lastSeen ? clock(who.lastSeen) : 'no call yet'}${
      who.addresses[0] ? ` · ${visible(who.addresses[0].value)}` : ''}</span>
    ${badges(who, way)}
    ${who.note ? html`<span class="node-s cut" title=${visible(who.note)}>${visible(who.by ?? '')}: ${visible(who.note)}</span>` : nothing}
    ${state.canRespond ? actions(who, state.suspect, say) : nothing}
  </div>`;
}

/** By which call it came, which is shown on a click when it is a row of the feed. */
function how({ who, from, otherWays }: Branch, way: Issuance, say: Say): TemplateResult {
  const name = `${visible(way.how)}${from ? ` by ${visible(from.label)}` : ''}`;
  const end = ` · ${visible(way.certainty)} · ${clock(way.eventTime ?? '')}`;
  const text = name + end;
  const more = otherWays > 0 ? html` <span title="More calls lead to it">+${count(otherWays)}</span>` : nothing;
  const seq = way.seq;
  if (!seq) {
    return html`<span class="node-s cut" title="${text}, proved by an AWS service's record (event ${visible(way.eventId)})">${text}, proved by an AWS service's record${more}</span>`;
  }
  return html`<span class="node-s mid"><button class="link node-how mid" title="Show the call that proves it: ${text}"
    aria-label="Show the call that proves ${visible(who.label)}: ${text}" @click=${() => say('so-go', seq)}><span>${name}</span><span class="pre">${end}</span></button><span class="pre">${more}</span></span>`;
}

function badges(who: Identity, way: Issuance | undefined): TemplateResult | typeof nothing {
  const all: [string, string, string?][] = [];
  if (who.relation === 'touched') all.push(['touched', 'Changed or used by a suspect, not made by one']);
  if (who.relation === 'possible') all.push([who.confirmed ? 'possible, confirmed' : 'possible', 'It may be the suspect; nothing proves it']);
  if (who.excluded) all.push(['excluded', 'Somebody else: its calls are not taken for those of the suspects']);
  else if (who.unwatched === 'excluded') all.push(['not followed', 'What led to it is not watched any more']);
  if (who.unwatched === 'level') all.push(['not at this level', 'The incident does not follow so far']);
  if (who.unwatched === 'removed') all.push(['not watched any more', 'It was a suspect once']);
  if (who.looking) all.push(['looking for us', 'It read what could tell it that it is watched', 'bdg-alarm']);
  if (who.secondAddress) all.push(['2nd address', 'A session of it was used from two addresses', 'bdg-warn']);
  if (way?.otherAccount) {
    const seen = way.otherAccountSeen ? 'seen' : 'not in the stream';
    all.push([`account ${visible(way.otherAccount)} ${seen}`, `The record of the account that it entered is ${seen}`, way.otherAccountSeen ? '' : 'bdg-warn']);
  }
  if (all.length === 0) return nothing;
  return html`<span class="node-s bdgs">${all.map(([text, title, loud]) => html`<span class="bdg ${loud ?? ''}" title=${title}>${text}</span> `)}</span>`;
}

function actions(who: Identity, suspect: Suspect | undefined, say: Say): TemplateResult {
  const name = visible(who.label);
  const decide = (decision: Decision, sign: string, text: string, title: string): TemplateResult =>
    html`<button aria-label="${text} ${name}" title=${title} @click=${() => say('so-decide', { who, decision })}>${icon(sign, 'i-12')}</button>`;
  const offered = who.relation === 'possible' || who.unwatched === 'offered';
  return html`<span class="acts">${suspect
      ? html`<button aria-label="Stop watching ${visible(suspect.value)}" title="Stop watching"
          @click=${() => say('so-remove-suspect', suspect)}>${icon('x', 'i-12')}</button>`
      : nothing}${offered && !who.confirmed && !who.excluded ? decide('confirm', 'check', 'Confirm', 'Confirm: it is the suspect') : nothing}${
      who.excluded
        ? decide('include', 'plus', 'Include', 'Include again')
        : who.relation === 'suspect'
          ? nothing
          : decide('exclude', 'minus', 'Exclude', 'Exclude: this is somebody else')}</span>`;
}

function calls(who: Identity): string {
  const services = who.consequences > 0 ? `, ${count(who.consequences)} of them by services` : '';
  return `${count(who.events)} calls, ${count(who.denied)} denied${services}`;
}

/** From where and with what, for who points at it. */
function usage(who: Identity): string {
  const parts = [who.lastSeen ? `newest ${day(who.lastSeen)} ${clock(who.lastSeen)} UTC` : '', list(who.addresses), list(who.agents), list(who.regions)];
  return parts.filter((part) => part !== '').join('; ');
}

function list(seen: readonly Seen[]): string {
  const shown = seen.slice(0, 5).map(({ value, events, news }) => `${visible(value)} (${count(events)}${news === 'new' ? ', new' : ''})`);
  return shown.join(', ') + (seen.length > 5 ? ` and ${seen.length - 5} more` : '');
}
