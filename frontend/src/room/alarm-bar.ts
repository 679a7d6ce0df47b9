import { html, nothing, type TemplateResult } from 'lit';
import type { WatchChange } from '../model/entry.ts';
import { clock, count } from '../model/format.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';

/**
 * Alarms about our own pipeline, and about a session in two places, above the feed until somebody puts them aside: a
 * feed that stands still or runs on would hide their rows. Polite: the interrupting role is for a lost connection and
 * for what goes on after a cut.
 */
export function alarmBar(alarms: readonly WatchChange[], show: (seq: number) => void, seen: () => void): TemplateResult {
  const newest = alarms.at(-1);
  return html`<div role="status">${newest
    ? html`<div class="callout callout-alarm">${icon('warn')}<span class="grow"><b class="strong">${newest.action === 'session-alarm' ? 'Session in two places' : 'Pipeline alarm'}, ${clock(newest.at)} UTC.</b>
        ${visible(newest.text ?? '')}${alarms.length > 1 ? html` <b class="strong">And ${count(alarms.length - 1)} before it.</b>` : nothing}</span>
        <button class="btn small" @click=${() => show(newest.seq)}>Show the row</button>
        <button class="btn small" @click=${seen}>Seen</button></div>`
    : nothing}</div>`;
}
