import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../room/icon.ts';
import { visible } from '../visible.ts';

export interface Outcome {
  signal: { source: string; type: string; score: number; suspects: string[]; nobody?: string; sample: boolean; active: boolean };
  fired?: string;
  does?: string;
  opens?: { title: string; severity: string; follow: string };
  considered: { playbook: string; matches: boolean; why: string }[];
  auto: { permitted: boolean; refusals: string[] };
  team: { name?: string; reason: string; fallback: boolean };
  tells: boolean;
}

/** What would be done with one signal, and why. Detectors and suspects write parts of it. */
export function ruling(one: Outcome): TemplateResult {
  const { signal } = one;
  return html`<section class="stack" aria-label="Ruling">
    <p><b class="strong">${one.fired ? `${one.fired} decides` : 'No playbook is for it'}</b><br>
      <span class="small muted wrap">${visible(`${signal.type}, score ${signal.score}, on ${signal.suspects[0] ?? `nobody: ${signal.nobody ?? ''}`}`)}</span></p>
    ${one.does ? html`<p class="small wrap">${visible(one.does)}</p>` : nothing}
    ${one.opens ? html`<p class="small wrap">Opens “${visible(one.opens.title)}”, ${one.opens.severity}.</p>` : nothing}
    <p class="small wrap">${one.tells ? 'Tells' : 'Nobody is told; it would be for'} ${one.team.name ?? 'nobody'}: ${visible(one.team.reason)}.</p>
    ${automatic(one.auto)}
    <h3 class="small strong">Why, and why not</h3>
    <ul class="stack small">${one.considered.map((each) => html`<li class="wrap"><b>${each.playbook}</b>: ${visible(each.why)}</li>`)}</ul>
  </section>`;
}

function automatic(auto: Outcome['auto']): TemplateResult {
  if (auto.permitted) {
    return html`<div class="callout callout-warn">${icon('bolt')}<span class="small">Its plan goes on without a person, while Stakeout is armed and if every guardrail lets it pass; else a person is asked.</span></div>`;
  }
  return html`<p class="small wrap">Not by itself: ${visible(auto.refusals.join('; '))}.</p>`;
}
