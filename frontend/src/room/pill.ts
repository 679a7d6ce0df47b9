import { html, nothing, type TemplateResult } from 'lit';
import { CLASSES } from '../model/entry.ts';
import { count } from '../model/format.ts';
import type { Unseen } from '../model/follow.ts';
import { icon } from './icon.ts';

/** What has arrived since the feed was paused, and the way back to it. */
export function pill(unseen: Unseen, resume: () => void): TemplateResult {
  return html`<div class="pillbar"><div class="pill">
    <b class="strong">${unseen.total === 0 ? 'Paused, nothing new' : `${count(unseen.total)} new`}</b>
    ${[...CLASSES].reverse().map((kind) => {
      const n = unseen.classes[kind];
      return n > 0 ? html`<span class="cls cls-${kind}">${icon(kind)}${count(n)} ${kind.toUpperCase()}</span>` : nothing;
    })}
    ${unseen.denied > 0 ? html`<span class="cls cls-denied">${icon('denied')}${count(unseen.denied)} DENIED</span>` : nothing}
    <button class="btn btn-primary" @click=${resume}>Resume <kbd>Space</kbd></button></div></div>`;
}
