import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { EVERYTHING, onlyIdentity, toggleIdentity, type Filter } from '../model/filter.ts';
import { clock, count } from '../model/format.ts';
import { named, type Suspect } from '../model/incident.ts';
import { linesOf, treeOf, type Branch, type Line, type Tree } from '../model/lineage-tree.ts';
import { SECTIONS, type Lineage, type Section, type Seen } from '../model/lineage.ts';
import { visible } from '../visible.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';
import { Newcomers } from './newcomers.ts';
import { treeNode } from './tree-node.ts';

const TITLES: Record<Section, string> = {
  watched: '',
  touched: 'Touched, not made by a suspect',
  offered: 'Offered, not followed',
  removed: 'Not watched any more',
};
/** A section with more than these begins folded. */
const FEW = 3;
const STEP = 200;
const FLASHES = 1500;

/** Whom the incident follows and how each came: principals, their keys, their sessions and what those minted. */
@customElement('so-tree')
export class SoTree extends LightElement {
  @property({ attribute: false }) lineage?: Lineage;
  @property({ attribute: false }) suspects: readonly Suspect[] = [];
  @property({ attribute: false }) filter: Filter = EVERYTHING;
  @property({ type: Boolean, attribute: 'can-respond' }) canRespond = false;
  @state() private open: Partial<Record<Section, boolean>> = {};
  @state() private asked: ReadonlyMap<string, number> = new Map();

  #tree?: Tree;
  #everybody = 0;
  #values: ReadonlySet<string> = new Set();
  /** When each was first seen here; those of the first reading were there before. */
  #since = new Map<string, number>();
  #newcomers = new Newcomers((text) => this.#say('so-joined', text));

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#newcomers.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('lineage') || !this.lineage) return;
    this.#tree = treeOf(this.lineage);
    const identities = this.lineage.identities;
    this.#everybody = identities.length;
    this.#values = new Set(identities.map((who) => who.value));
    const joined = identities.filter(({ id }) => !this.#since.has(id));
    const first = this.#since.size === 0;
    joined.forEach(({ id }) => this.#since.set(id, first ? -FLASHES : performance.now()));
    if (!first) this.#newcomers.add(joined.map(({ label }) => label));
    // Whether a section begins folded is decided when it appears: nothing moves because one more has joined.
    for (const section of SECTIONS) {
      const size = this.#tree.sizes[section];
      if (size > 0 && this.open[section] === undefined) this.open = { ...this.open, [section]: section !== 'removed' && size <= FEW };
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#tree) return nothing;
    const omitted = this.lineage?.omitted ?? 0;
    return html`${this.#list('watched', this.#tree)}${SECTIONS.slice(1).map((name) => this.#section(name, this.#tree!))}${
      omitted > 0 ? html`<p class="hint">And ${count(omitted)} more that made no call or joined last: watched, and not listed.</p>` : nothing}`;
  }

  #section(name: Section, tree: Tree): TemplateResult | typeof nothing {
    const size = tree.sizes[name];
    if (size === 0) return nothing;
    const open = this.open[name] ?? false;
    return html`<h3 class="h-label tree-h"><button class="link" aria-expanded=${open} @click=${() => (this.open = { ...this.open, [name]: !open })}>${
      icon(open ? 'minus' : 'plus', 'i-12')}${TITLES[name]} <span class="count">${count(size)}</span></button></h3>
      ${open ? this.#list(name, tree) : nothing}`;
  }

  #list(name: Section, tree: Tree): TemplateResult {
    const only = onlyIdentity(this.filter);
    return html`<ul>${repeat(
      linesOf(tree.roots[name], this.#everybody, name, this.asked),
      (line) => ('of' in line ? `+${line.of}` : line.branch.who.id),
      (line) => html`<li class="d${Math.min(line.depth, 5)}" aria-level=${line.depth + 1}>${
        'of' in line ? this.#more(line) : this.#branch(line.branch, only)}</li>`,
    )}</ul>`;
  }

  #branch(branch: Branch, only: string | undefined): TemplateResult {
    const { who } = branch;
    const fresh = performance.now() - (this.#since.get(who.id) ?? 0) < FLASHES;
    const suspect = this.suspects.length > 1 ? this.suspects.find((one) => named(one, who)) : undefined;
    const state = { only: who.id === only, fresh, canRespond: this.canRespond, suspect };
    return html`${treeNode(branch, state, (name, detail) => this.#heard(name, detail))}${this.#keys(who.keys)}`;
  }

  /** Keys that a principal was seen to use and that nobody is known to have minted. */
  #keys(keys: readonly Seen[]): TemplateResult[] {
    return keys
      .filter(({ value }) => !this.#values.has(value))
      .slice(0, 20)
      .map(({ value, events, lastSeen }) => html`<button class="seen" title="Show only ${visible(value)}"
        @click=${() => this.#say('so-term', { field: 'accessKeyId', value, not: false })}>${icon('key', 'i-12')}<span class="mono cut">${visible(value)}</span>
        <span class="cut">${clock(lastSeen ?? '')}</span><span>${count(events)}</span></button>`);
  }

  #more(line: Extract<Line, { of: string }>): TemplateResult {
    return html`<button class="link small node-more" @click=${() => {
      this.asked = new Map(this.asked).set(line.of, (this.asked.get(line.of) ?? 0) + STEP);
    }}>and ${count(line.hidden)} more</button>`;
  }

  #heard(name: string, detail: unknown): void {
    if (name === 'so-identity') this.#say('so-filter', toggleIdentity(this.filter, String(detail)));
    else this.#say(name, detail);
  }

  #say(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
