import { html, nothing, type TemplateResult } from 'lit';
import type { Activity } from '../model/entry.ts';
import { clock, count } from '../model/format.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';

/**
 * Calls that succeeded although they were cut: interrupts, and stays until somebody has seen the newest. Nothing of it is
 * there before: an alert that comes in is announced, and what hasn't happened must not be found by its role.
 */
export function activeBar(calls: readonly Activity[], show: (seq: number) => void, seen: (seq: number) => void): TemplateResult | typeof nothing {
  const newest = calls.at(-1);
  if (!newest) return nothing;
  return html`<div class="callout callout-alarm" role="alert">${icon('warn')}<span class="grow"><b class="strong">AFTER cut-off: still active, ${clock(newest.eventTime)} UTC.</b>
    ${visible(newest.sentence)}${calls.length > 1 ? html` <b class="strong">And ${count(calls.length - 1)} before it.</b>` : nothing}</span>
    <button class="btn small" @click=${() => show(newest.seq)}>Show the call</button>
    <button class="btn small" aria-label="Seen: active after the cut-off" @click=${() => seen(newest.seq)}>Seen</button></div>`;
}
