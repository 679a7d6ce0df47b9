import { gather, sectionOf, type Identity, type Issuance, type Lineage, type Section } from './lineage.ts';

export interface Branch {
  readonly who: Identity;
  readonly section: Section;
  /** By what it came: that which it is drawn under, or the earliest known. */
  readonly way?: Issuance;
  /** Of the one that the way begins at, when it is not drawn right above. */
  readonly from?: Identity;
  /** How many more ways lead to it. */
  readonly otherWays: number;
  readonly children: Branch[];
}

export interface Tree {
  readonly roots: Readonly<Record<Section, Branch[]>>;
  /** How many are drawn in a section. */
  readonly sizes: Readonly<Record<Section, number>>;
}

/**
 * Draws everybody once: under the earliest issuance from somebody who is drawn already, growing from the suspects, so
 * that no circle can keep anybody out or in. What nothing leads to comes last. The order is that of joining, so that
 * nodes don't move under the eye.
 */
export function treeOf(lineage: Lineage): Tree {
  const { roots, sizes } = new Planting(lineage);
  return { roots, sizes };
}

class Planting {
  readonly roots: Record<Section, Branch[]> = { watched: [], touched: [], offered: [], removed: [] };
  readonly sizes: Record<Section, number> = { watched: 0, touched: 0, offered: 0, removed: 0 };
  readonly #known: ReadonlyMap<string, Identity>;
  readonly #ways: readonly Issuance[];
  readonly #drawn = new Map<string, Branch>();
  readonly #waysTo = new Map<string, Issuance[]>();

  constructor(lineage: Lineage) {
    const everybody = [...lineage.identities].sort(byJoining);
    this.#known = new Map(everybody.map((who) => [who.id, who]));
    this.#ways = lineage.issuances
      .filter((way) => way.from !== way.to && this.#known.has(way.from) && this.#known.has(way.to))
      .sort(byTime);
    for (const way of this.#ways) gather(this.#waysTo, way.to, way);
    const suspects = everybody.filter((who) => who.relation === 'suspect' && sectionOf(who) === 'watched');
    suspects.forEach((who) => this.#root(who, 'watched'));
    const minted = (who: Identity): boolean => sectionOf(who) === 'watched';
    this.#grow('watched', minted);
    this.#plant(everybody, 'touched', (who) => minted(who) || sectionOf(who) === 'touched');
    this.#plant(everybody, 'offered', minted);
    this.#plant(everybody, 'removed', (who) => !who.watched && (minted(who) || sectionOf(who) === 'removed'));
    this.#plant(everybody, 'watched', minted);
    this.#drawn.forEach((branch) => branch.children.sort((a, b) => byJoining(a.who, b.who)));
  }

  /** Begins with whom nothing of the same section leads to; who is left then goes round in a circle. */
  #plant(everybody: readonly Identity[], section: Section, may: (who: Identity) => boolean): void {
    const mine = everybody.filter((who) => sectionOf(who) === section && !this.#drawn.has(who.id));
    const ids = new Set(mine.map((who) => who.id));
    const led = (way: Issuance): boolean => ids.has(way.from);
    const apart = (way: Issuance): boolean => this.#drawn.get(way.from)?.section === 'watched';
    const roots = mine.filter(({ id }) => !this.#waysTo.get(id)?.some(led) || this.#waysTo.get(id)?.some(apart));
    roots.forEach((who) => this.#root(who, section));
    this.#grow(section, may);
    for (const who of mine) {
      if (this.#drawn.has(who.id)) continue;
      this.#root(who, section);
      this.#grow(section, may);
    }
  }

  #root(who: Identity, section: Section): void {
    const way = this.#waysTo.get(who.id)?.[0];
    this.roots[section].push(this.#draw(who, section, way, way && this.#known.get(way.from)));
  }

  /** Once through is enough as long as nobody hands anything out before they came. */
  #grow(section: Section, may: (who: Identity) => boolean): void {
    let before: number;
    do {
      before = this.#drawn.size;
      for (const way of this.#ways) {
        const parent = this.#drawn.get(way.from);
        const child = this.#known.get(way.to);
        if (!child || this.#drawn.has(way.to) || parent?.section !== section || !may(child)) continue;
        parent.children.push(this.#draw(child, section, way));
      }
    } while (this.#drawn.size > before);
  }

  #draw(who: Identity, section: Section, way?: Issuance, from?: Identity): Branch {
    const otherWays = Math.max(0, (this.#waysTo.get(who.id)?.length ?? 0) - 1);
    const branch: Branch = { who, section, way, from, otherWays, children: [] };
    this.#drawn.set(who.id, branch);
    this.sizes[section] += 1;
    return branch;
  }
}

const MANY = 200;
const FIRST = 20;

/** One line of the list that is drawn: somebody, or how many of somebody's children are not drawn. */
export type Line = { branch: Branch; depth: number } | { of: string; hidden: number; depth: number };

/**
 * The branches as one list. Of a large lineage only the first of a list of children are in it, and as many more as were
 * asked for by the parent's id. Walks without recursion: how deep it goes, the suspect decides.
 */
export function linesOf(roots: readonly Branch[], everybody: number, of: string, asked: ReadonlyMap<string, number>): Line[] {
  const lines: Line[] = [];
  const open: Line[] = [];
  const push = (parent: string, branches: readonly Branch[], depth: number): void => {
    // A suspect is never left out.
    const first = Math.max(FIRST, branches.filter((branch) => branch.who.relation === 'suspect').length);
    const most = everybody > MANY ? first + (asked.get(parent) ?? 0) : branches.length;
    if (branches.length > most) open.push({ of: parent, hidden: branches.length - most, depth });
    for (const branch of branches.slice(0, most).reverse()) open.push({ branch, depth });
  };
  push(of, roots, 0);
  for (let line = open.pop(); line; line = open.pop()) {
    lines.push(line);
    if ('branch' in line) push(line.branch.who.id, line.branch.children, line.depth + 1);
  }
  return lines;
}

function byJoining(a: Identity, b: Identity): number {
  return compare(moment(a.joinedAt), moment(b.joinedAt)) || Number(a.id) - Number(b.id) || compare(a.id, b.id);
}

function byTime(a: Issuance, b: Issuance): number {
  return compare(moment(a.eventTime), moment(b.eventTime)) || compare(a.eventId, b.eventId);
}

/** Without the Z a whole second sorts before its fractions; who has no time comes last. */
function moment(iso: string | null | undefined): string {
  return iso?.replace('Z', '') ?? '~';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
