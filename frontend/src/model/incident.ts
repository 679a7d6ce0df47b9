/** An incident as `GET /api/incidents/{id}` gives it. */
export interface Suspect {
  id: number | string;
  type: string;
  value: string;
  account?: string;
}

export interface Counters {
  total: number;
  read: number;
  write: number;
  identity: number;
  tamper: number;
  denied: number;
  failed: number;
  throttled: number;
  duplicates: number;
}

export interface Incident {
  id: number | string;
  title: string;
  severity: string;
  /** What was asked for. */
  follow: string;
  /** What is in force. */
  following: string;
  state: 'watching' | 'closed';
  origin: string;
  openedBy: string;
  openedAt: string;
  closedAt?: string;
  verdict?: string;
  suspects: Suspect[];
  counters: Counters;
  freshness: {
    newestEventTime?: string | null;
    newestArrivedAt?: string | null;
    lagP50Seconds?: number | null;
    lagP95Seconds?: number | null;
  };
  headSeq: number;
  restrictedTo?: string[];
}

/** Whether this is the identity that a suspect is: a user may have been named without its ARN. */
export function named(suspect: Suspect, who: { value: string; account?: string | null }): boolean {
  if (suspect.type !== 'user-name') return suspect.value === who.value;
  return suspect.account === who.account && /:user\//.test(who.value) && who.value.endsWith(`/${suspect.value}`);
}

const TYPES: Record<string, string> = {
  'access-key': 'access key',
  'principal-arn': 'principal',
  'principal-id': 'principal id',
  'user-name': 'user',
  'identity-center-user': 'Identity Center user',
  'source-identity': 'source identity',
  'source-ip': 'source address',
};

export function typeWord(type: string): string {
  return TYPES[type] ?? type;
}

/** Counts by class and outcome: the rows here are newer than the server's counters, its counters know older rows. */
export function totals(loaded: Readonly<Record<string, number>>, counters?: Counters): Record<string, number> {
  const all: Record<string, number> = { ...loaded };
  for (const [kind, n] of Object.entries(counters ?? {})) all[kind] = Math.max(all[kind] ?? 0, n);
  return all;
}
