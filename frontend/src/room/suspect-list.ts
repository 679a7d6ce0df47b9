import { html, nothing, type TemplateResult } from 'lit';
import type { Activity } from '../model/entry.ts';
import { clock, count } from '../model/format.ts';
import { typeWord, type Incident, type Suspect } from '../model/incident.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';

const ICONS: Record<string, string> = { 'access-key': 'key', 'source-ip': 'host', 'principal-arn': 'role' };

/** A suspect whom the lineage doesn't tell of, or not yet; what a browser counts is among the rows that it holds. */
export function suspectNode(
  suspect: Suspect,
  incident: Incident | undefined,
  calls: readonly Activity[],
  partial: boolean,
  remove?: () => void,
): TemplateResult {
  const own = calls.filter((call) => isBy(suspect, call));
  const only = incident?.suspects.length === 1;
  const total = only ? incident.counters.total : own.length;
  const newest = own.reduce<Activity | undefined>((a, b) => (a && a.eventTime > b.eventTime ? a : b), undefined);
  const value = visible(suspect.value);
  return html`<li><div class="node">${icon(ICONS[suspect.type] ?? 'user')}
    <span class="node-l mono cut" title=${value}>${short(value)}</span><span class="node-n" title=${partial && !only ? 'among the rows loaded' : ''}>${count(total)}${partial && !only ? '+' : ''}</span>
    <span class="node-s cut">${typeWord(suspect.type)}${suspect.account ? ` · ${visible(suspect.account)}` : ''}${
      newest ? ` · ${clock(newest.eventTime)}` : ''}</span>
    ${remove && !only
      ? html`<span class="acts"><button aria-label="Stop watching ${value}" title="Stop watching" @click=${remove}>${icon('x', 'i-12')}</button></span>`
      : nothing}</div></li>`;
}

/** Which rows a suspect stands behind, as far as a row tells; the server's counters say the rest. */
function isBy(suspect: Suspect, call: Activity): boolean {
  const arn = call.principalArn ?? '';
  switch (suspect.type) {
    case 'access-key':
      return call.accessKeyId === suspect.value;
    case 'source-ip':
      return call.sourceIp === suspect.value;
    case 'user-name':
      return arn.endsWith(`user/${suspect.value}`) || arn.endsWith(`/${suspect.value}`);
    default:
      return arn === suspect.value || arn.includes(`:assumed-role/${suspect.value.split('/').at(-1) ?? ''}/`);
  }
}

/** An ARN's telling end is its last part. */
function short(value: string): string {
  return value.startsWith('arn:') ? value.slice(value.indexOf('::') + 15) || value : value;
}
