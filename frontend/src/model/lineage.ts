/** Whom an incident follows and why, as `GET /api/incidents/{id}/lineage` gives it. */
export interface Seen {
  value: string;
  events: number;
  firstSeen?: string | null;
  lastSeen?: string | null;
  news?: string | null;
}

export interface Identity {
  id: string;
  kind: string;
  label: string;
  value: string;
  account?: string | null;
  relation: string;
  certainty: string;
  lastSeen?: string | null;
  events: number;
  consequences: number;
  denied: number;
  excluded: boolean;
  confirmed: boolean;
  note?: string | null;
  by?: string | null;
  watched: boolean;
  unwatched?: string | null;
  joinedAt: string;
  addresses: readonly Seen[];
  agents: readonly Seen[];
  regions: readonly Seen[];
  keys: readonly Seen[];
  looking: boolean;
  secondAddress: boolean;
}

export interface Issuance {
  from: string;
  to: string;
  how: string;
  certainty: string;
  eventId: string;
  eventTime?: string | null;
  seq?: number | null;
  otherAccount?: string | null;
  otherAccountSeen?: boolean | null;
}

export interface Lineage {
  follow: string;
  identities: readonly Identity[];
  issuances: readonly Issuance[];
  /** How many identities more there are than are listed: those that made no call, or joined last. */
  omitted?: number;
}

/** Where somebody is drawn: suspects and what they minted, and apart from them who is not, or not surely, theirs. */
export const SECTIONS = ['watched', 'touched', 'offered', 'removed'] as const;
export type Section = (typeof SECTIONS)[number];

export function sectionOf(who: Identity): Section {
  if (who.unwatched === 'removed') return 'removed';
  if (who.relation === 'suspect') return 'watched';
  if (!who.confirmed && (who.relation === 'possible' || who.unwatched === 'offered')) return 'offered';
  return who.relation === 'touched' ? 'touched' : 'watched';
}

export function gather<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
