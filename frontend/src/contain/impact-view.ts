import { html, nothing, type TemplateResult } from 'lit';
import { clock, count, day, span } from '../model/format.ts';
import type { Allowed, Impact, Profile, UsedPrincipal } from '../model/plan.ts';
import { icon } from '../room/icon.ts';
import { visible } from '../visible.ts';

const MOST_NAMED = 6;

/** Who is hit: from the stream alone; what only AWS knows is read on demand, after its calls were shown. */
export function impactView(impact: Impact, inspect: Allowed | undefined, busy: boolean, read: () => void): TemplateResult {
  return html`<section><div class="sec-h"><h3>Who is hit</h3><span class="small faint">${impact.since ? `calls since ${day(impact.since)} ${clock(impact.since)} UTC` : 'from the stream alone'}</span></div>
    <div class="gtable" tabindex="0" role="region" aria-label="Who uses what is cut"><table class="table"><thead><tr><th>Principal</th><th class="num">Calls</th><th>Others who use it</th></tr></thead>
      <tbody>${impact.principals.map(used)}</tbody></table></div>
    ${impact.principals.filter((one) => one.pipeline?.length).map((one) => html`<div class="callout callout-warn">${icon('warn')}<span><b class="strong">A pipeline may use ${name(one.principal)}.</b>
      ${some(one.pipeline ?? [], '; ')}</span></div>`)}
    ${impact.profiles?.length ? html`<dl class="profiles">${impact.profiles.map(profile)}</dl>` : nothing}
    ${ask(impact, inspect, busy, read)}</section>`;
}

function used(one: UsedPrincipal): TemplateResult {
  const others = one.others ?? [];
  const from = some([...(one.addresses ?? []), ...(one.agents ?? [])], ', ');
  return html`<tr><td class="mono wrap" title=${visible(one.principal)}>${name(one.principal)}</td>
    <td class="num">${one.known ? count(one.calls ?? 0) : html`<b class="t-warn">unknown</b>`}</td>
    <td class="wrap">${one.known ? html`${others.length === 0 ? 'nobody seen' : some(others, ', ')}` : 'unknown: the stream did not tell'}${
      one.text ? html`<br><span class="faint">${visible(one.text)}</span>` : nothing}${from ? html`<br><span class="faint">${from}</span>` : nothing}</td></tr>`;
}

function profile(who: Profile): TemplateResult {
  const tags = Object.entries(who.tags ?? {}).map(([key, value]) => `${key}=${value}`);
  const keys = (who.keys ?? []).map((key) => `${key.id} ${key.status.toLowerCase()}, ${key.lastUsed ? `last used ${day(key.lastUsed)} ${key.service ?? ''} ${key.region ?? ''}` : 'never used'}`);
  const policies = [...(who.inlinePolicies ?? []), ...(who.attachedPolicies ?? []).map(name)];
  const lines: [string, string][] = [
    ['created', day(who.created ?? undefined)],
    ['last used', who.lastUsed ? `${day(who.lastUsed)} ${clock(who.lastUsed)} UTC` : 'unknown'],
    ['tags', tags.join(', ')],
    ['keys', keys.join('; ')],
    ['password', who.password ? 'yes' : ''],
    ['boundary', who.boundary ?? ''],
    ['policies', policies.join(', ')],
    ['longest session', who.longestSession ? span(who.longestSession) : ''],
  ];
  return html`<div><dt class="mono">${name(who.principal)}</dt>${lines.filter(([, text]) => text).map(([what, text]) => html`<dd><span class="faint">${what}</span> ${visible(text)}</dd>`)}</div>`;
}

function ask(impact: Impact, inspect: Allowed | undefined, busy: boolean, read: () => void): TemplateResult | typeof nothing {
  const calls = impact.askCalls ?? [];
  if (calls.length === 0 && !inspect?.allowed) return nothing;
  return html`<details class="ask"><summary class="link">${impact.asked ? 'Read in AWS once more…' : 'Read in AWS what the stream cannot tell…'}</summary>
    <div class="callout callout-warn">${icon('watch')}<span>These calls are recorded by CloudTrail, where the suspect may see them:
      <ul class="mono">${calls.map((one) => html`<li>${visible(one)}</li>`)}</ul></span></div>
    <button type="button" class="btn" ?disabled=${busy || !inspect?.allowed} @click=${read}>Read in AWS</button>
    ${inspect?.allowed ? nothing : html`<p class="hint">${inspect?.why ?? ''}</p>`}</details>`;
}

/** A pipeline has a session for each of its runs: the first tell enough, all are counted. */
function some(texts: readonly string[], between: string): string {
  const more = texts.length - MOST_NAMED;
  return texts.slice(0, MOST_NAMED).map(visible).join(between) + (more > 0 ? ` and ${count(more)} more` : '');
}

/** An ARN's telling end is its last part. */
function name(arn: string): string {
  return visible(arn.startsWith('arn:') ? arn.slice(arn.indexOf('::') + 15) || arn : arn);
}
