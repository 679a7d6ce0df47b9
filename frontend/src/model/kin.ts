import type { Activity } from './entry.ts';
import { gather, sectionOf, type Identity, type Lineage } from './lineage.ts';

/** By what calls are told to be somebody's. */
interface Marks {
  ids: Set<string>;
  values: Set<string>;
  addresses: Set<string>;
}

/** Whose a call is: of one identity, and of those whom it led to. */
export class Kin {
  readonly #known: ReadonlyMap<string, Identity>;
  readonly #next = new Map<string, string[]>();
  readonly #marks = new Map<string, Marks>();

  constructor(lineage: Lineage) {
    this.#known = new Map(lineage.identities.map((who) => [who.id, who]));
    for (const { from, to } of lineage.issuances) gather(this.#next, from, to);
  }

  label(id: string): string | undefined {
    return this.#known.get(id)?.label;
  }

  covers(id: string, call: Activity): boolean {
    const { ids, values, addresses } = this.#of(id);
    return (
      ids.has(String(call.identityId)) ||
      values.has(call.accessKeyId ?? '') ||
      values.has(call.principalArn ?? '') ||
      addresses.has(call.sourceIp ?? '')
    );
  }

  #of(id: string): Marks {
    const known = this.#marks.get(id);
    if (known) return known;
    const marks: Marks = { ids: new Set([id]), values: new Set(), addresses: new Set() };
    this.#marks.set(id, marks);
    // Grows while it is walked: a set gives what is added to it as well.
    for (const one of marks.ids) this.#add(one, id, marks);
    return marks;
  }

  #add(id: string, start: string, marks: Marks): void {
    const who = this.#known.get(id);
    if (!who) return;
    (who.kind === 'source-ip' ? marks.addresses : marks.values).add(who.value);
    who.keys.forEach((key) => marks.values.add(key.value));
    const from = this.#known.get(start);
    for (const next of this.#next.get(id) ?? []) {
      const child = this.#known.get(next);
      // Those who are drawn apart have their own calls.
      if (child && from && ['watched', sectionOf(from)].includes(sectionOf(child))) marks.ids.add(next);
    }
  }
}
