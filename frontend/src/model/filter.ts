import { arrivalsOf } from './amend.ts';
import { CLASSES, TROUBLES, isActivity, isAlarm, type Activity, type ActivityClass, type Outcome, type Shown } from './entry.ts';
import type { Kin } from './kin.ts';

/** Fields of a call that can be filtered for or out. */
export const FIELDS = [
  'eventName',
  'eventSource',
  'sourceIp',
  'accessKeyId',
  'principalArn',
  'userAgent',
  'region',
  'account',
  'errorCode',
  'lane',
] as const;
export type Field = (typeof FIELDS)[number];

/** A call can be filtered by whose it is, too; which calls those are is known by the lineage. */
export type TermField = Field | 'identity';
const TERMS: readonly TermField[] = [...FIELDS, 'identity'];

export interface Term {
  field: TermField;
  value: string;
  not: boolean;
}

/** What is shown of what was received. Immutable; it lives in the address of the page and never touches the watch. */
export interface Filter {
  readonly classes: ReadonlySet<ActivityClass>;
  readonly outcomes: ReadonlySet<Outcome>;
  readonly terms: readonly Term[];
  readonly text: string;
}

export const EVERYTHING: Filter = { classes: new Set(), outcomes: new Set(), terms: [], text: '' };

export function isActive(filter: Filter): boolean {
  return filter.classes.size + filter.outcomes.size + filter.terms.length > 0 || filter.text !== '';
}

/** Notes, pins and changes of the watch are hidden by a text only: they have no class. An alarm is never hidden. */
export function matches(filter: Filter, entry: Shown, kin?: Kin): boolean {
  if (isAlarm(entry)) return true;
  if (!isActivity(entry)) {
    return filter.text === '' || contains(plainText(entry), filter.text);
  }
  return (
    (filter.classes.size === 0 || filter.classes.has(entry.class)) &&
    (filter.outcomes.size === 0 || filter.outcomes.has(entry.outcome)) &&
    filter.terms.every((term) => fitsField(entry, term, kin) !== term.not) &&
    (filter.text === '' || contains(searchable(entry), filter.text))
  );
}

export function toggleClass(filter: Filter, value: ActivityClass): Filter {
  return { ...filter, classes: toggled(filter.classes, value) };
}

export function toggleOutcome(filter: Filter, value: Outcome): Filter {
  return { ...filter, outcomes: toggled(filter.outcomes, value) };
}

export function withText(filter: Filter, text: string): Filter {
  return { ...filter, text: text.trim() };
}

/** Adds a term; the same field and value said the other way round is replaced. */
export function withTerm(filter: Filter, term: Term): Filter {
  return { ...filter, terms: [...withoutTerm(filter, term).terms, term] };
}

export function withoutTerm(filter: Filter, term: Pick<Term, 'field' | 'value'>): Filter {
  return { ...filter, terms: filter.terms.filter((t) => t.field !== term.field || t.value !== term.value) };
}

/** The identity whose calls alone are shown. */
export function onlyIdentity(filter: Filter): string | undefined {
  return filter.terms.find((term) => term.field === 'identity' && !term.not)?.value;
}

/** Shows the calls of this identity instead of another's, or of all again. */
export function toggleIdentity(filter: Filter, id: string): Filter {
  const terms = filter.terms.filter((term) => term.field !== 'identity');
  if (onlyIdentity(filter) !== id) terms.push({ field: 'identity', value: id, not: false });
  return { ...filter, terms };
}

/** Writes the filter into the query of an address and leaves the rest of the query alone. */
export function toQuery(filter: Filter, query: URLSearchParams): URLSearchParams {
  const out = new URLSearchParams(query);
  ['class', 'outcome', 'q', 'is', 'not'].forEach((name) => out.delete(name));
  if (filter.classes.size > 0) out.set('class', [...filter.classes].join(','));
  if (filter.outcomes.size > 0) out.set('outcome', [...filter.outcomes].join(','));
  filter.terms.forEach((term) => out.append(term.not ? 'not' : 'is', `${term.field}:${term.value}`));
  if (filter.text !== '') out.set('q', filter.text);
  return out;
}

export function fromQuery(query: URLSearchParams): Filter {
  return {
    classes: known(query.get('class'), CLASSES),
    outcomes: known(query.get('outcome'), ['ok', ...TROUBLES]),
    terms: [...termsOf(query, 'is', false), ...termsOf(query, 'not', true)],
    text: query.get('q') ?? '',
  };
}

function termsOf(query: URLSearchParams, name: string, not: boolean): Term[] {
  return query.getAll(name).flatMap((pair) => {
    const colon = pair.indexOf(':');
    const field = TERMS.find((candidate) => candidate === pair.slice(0, colon));
    return field && colon > 0 ? [{ field, value: pair.slice(colon + 1), not }] : [];
  });
}

function known<T extends string>(list: string | null, all: readonly T[]): ReadonlySet<T> {
  const asked = (list ?? '').split(',');
  return new Set(all.filter((value) => asked.includes(value)));
}

function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const out = new Set(set);
  if (!out.delete(value)) out.add(value);
  return out;
}

/** A call that came by two lanes is a call of each. */
function fitsField(a: Activity, { field, value }: Term, kin?: Kin): boolean {
  if (field === 'identity') return kin?.covers(value, a) ?? String(a.identityId) === value;
  return field === 'lane' ? arrivalsOf(a).some(({ lane }) => fits(lane, value)) : fits(a[field], value);
}

/** A value ending in * fits all that begins so. */
function fits(actual: string | undefined, wanted: string): boolean {
  if (actual === undefined) return false;
  return wanted.endsWith('*') ? actual.startsWith(wanted.slice(0, -1)) : actual === wanted;
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

function searchable(a: Activity): string {
  return [
    a.sentence,
    a.eventName,
    a.eventSource,
    a.sourceIp,
    a.accessKeyId,
    a.principalArn,
    a.userAgent,
    a.region,
    a.errorCode,
    a.eventId,
  ].join('\n');
}

function plainText(entry: Exclude<Shown, Activity>): string {
  const more = entry.kind === 'signal' ? [entry.source, entry.type, entry.title, ...(entry.evidence ?? [])].join('\n') : '';
  return `${entry.actor ?? ''} ${'text' in entry ? entry.text : ''} ${more}`;
}
