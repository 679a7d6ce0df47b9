import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Cut } from '../model/cut.ts';
import { CLASSES, TROUBLES, isActivity, type ActivityClass } from '../model/entry.ts';
import type { Filter } from '../model/filter.ts';
import { clock, count, day } from '../model/format.ts';
import { histogram, type Bar, type Histogram } from '../model/histogram.ts';
import { totals, type Counters } from '../model/incident.ts';
import type { Row } from '../model/rows.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';

const WIDTH = 900;
const HEIGHT = 56;

/** Calls over time, and the legend: its words are the filters by class and outcome. */
@customElement('so-histogram')
export class SoHistogram extends LightElement {
  @property({ attribute: false }) rows: readonly Row[] = [];
  @property({ attribute: false }) filter?: Filter;
  @property({ attribute: false }) cuts: readonly Cut[] = [];
  /** The server's numbers, which know the rows that aren't loaded too. */
  @property({ attribute: false }) counters?: Counters;

  protected override render(): TemplateResult {
    const drawn = histogram(this.rows);
    return html`<section class="hist" aria-label="Histogram">
      <div class="hist-h"><span class="h-label">Calls / ${stepWord(drawn)}</span>
        <span class="hist-note faint cut">${rangeWord(drawn)}</span><span class="grow"></span>${this.#legend()}</div>
      <div class="hist-y" aria-hidden="true">${drawn ? html`<span>${count(drawn.top)}</span><span>${count(drawn.top / 2)}</span>` : html`<span></span><span></span>`}<span>0</span></div>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="Calls over time, by class">
        ${[0.5, 28, 55.5].map((y) => svg`<line class="f-grid" x1="0" x2=${WIDTH} y1=${y} y2=${y}></line>`)}
        ${drawn?.bars.map((bar) => column(bar, drawn))}${drawn && this.cuts.map((cut) => cutLine(cut, drawn))}
      </svg>
      <div class="hist-x" aria-hidden="true">${drawn ? marks(drawn).map((at) => html`<span>${at}</span>`) : html`<span></span>`}</div>
    </section>`;
  }

  #legend(): TemplateResult {
    const counts = totals(tally(this.rows), this.counters);
    return html`<span class="legend" role="group" aria-label="Filter by class and outcome">
      ${CLASSES.map((kind, i) => this.#toggle('class', kind, kind, counts[kind] ?? 0, this.filter?.classes.has(kind) ?? false, `Key ${i + 1}`))}
      <span class="rule" aria-hidden="true"></span>
      ${TROUBLES.filter((kind) => kind === 'denied' || counts[kind]).map((kind) =>
        this.#toggle('outcome', kind, kind === 'throttled' ? 'clock' : kind, counts[kind] ?? 0, this.filter?.outcomes.has(kind) ?? false, ''),
      )}
    </span>`;
  }

  #toggle(what: string, kind: string, sign: string, n: number, pressed: boolean, hint: string): TemplateResult {
    const say = (): boolean =>
      this.dispatchEvent(new CustomEvent('so-toggle', { detail: { what, kind }, bubbles: true }));
    return html`<button class="cls cls-${kind} leg" aria-pressed=${pressed} title="Show only ${kind}${hint ? ` (${hint})` : ''}"
      @click=${say}>${icon(sign)}${kind.toUpperCase()} <b>${count(n)}</b></button>`;
  }
}

function cutLine(cut: Cut, of: Histogram): SVGTemplateResult | typeof nothing {
  const x = ((Date.parse(cut.at) - of.from) / (of.step * of.steps)) * WIDTH;
  return x >= 0 && x <= WIDTH ? svg`<line class="f-cut" x1=${x.toFixed(1)} x2=${x.toFixed(1)} y1="-4" y2=${HEIGHT}></line>` : nothing;
}

function column(bar: Bar, of: Histogram): SVGTemplateResult[] {
  const width = WIDTH / of.steps;
  const x = ((bar.at - of.from) / of.step) * width;
  let y = HEIGHT;
  return CLASSES.filter((kind) => bar.classes[kind] > 0).map((kind: ActivityClass) => {
    const height = (bar.classes[kind] / of.top) * HEIGHT;
    y -= height;
    return svg`<rect class="f-${kind}" x=${x.toFixed(1)} y=${y.toFixed(1)} width=${(width * 0.82).toFixed(1)} height=${height.toFixed(1)}></rect>`;
  });
}

function tally(rows: readonly Row[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    if (row.kind === 'gap' || !isActivity(row)) continue;
    counts[row.class] = (counts[row.class] ?? 0) + 1;
    counts[row.outcome] = (counts[row.outcome] ?? 0) + 1;
  }
  return counts;
}

function marks(of: Histogram): string[] {
  const days = of.steps * of.step > 86_400_000;
  return [0, 1, 2, 3, 4, 5].map((i) => {
    const at = new Date(of.from + (of.steps * of.step * i) / 5).toISOString();
    return days ? at.slice(5, 16).replace('T', ' ') : clock(at);
  });
}

function stepWord(of: Histogram | undefined): string {
  const s = (of?.step ?? 10_000) / 1000;
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${s / 60} min`;
  return s < 86_400 ? `${s / 3600} h` : `${s / 86_400} d`;
}

function rangeWord(of: Histogram | undefined): string {
  return of ? `${day(new Date(of.from + of.steps * of.step - 1).toISOString())}, by time of the call` : 'nothing yet';
}
