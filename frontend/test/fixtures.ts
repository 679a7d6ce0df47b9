import type { Activity } from '../src/model/entry.ts';
import type { Identity, Issuance } from '../src/model/lineage.ts';

/** A call as the server summarises it. */
export function activity(seq: number, more: Partial<Activity> = {}): Activity {
  return {
    seq,
    kind: 'activity',
    at: '2026-01-01T12:00:00Z',
    eventId: `e${seq}`,
    eventTime: '2026-01-01T12:00:00Z',
    arrivedAt: '2026-01-01T12:00:06Z',
    lane: 'EB',
    class: 'read',
    outcome: 'ok',
    sentence: 'bert-jan read its own user',
    eventSource: 'iam.amazonaws.com',
    eventName: 'GetUser',
    sourceIp: '192.0.2.7',
    ...more,
  };
}

/** Somebody whom an incident follows; joins in the order of the ids. */
export function identity(id: string, more: Partial<Identity> = {}): Identity {
  return {
    id,
    kind: 'role-session',
    label: `who-${id}`,
    value: `arn:aws:sts::123456789012:assumed-role/r/${id}`,
    account: '123456789012',
    relation: 'minted',
    certainty: 'exact',
    events: 0,
    consequences: 0,
    denied: 0,
    excluded: false,
    confirmed: false,
    watched: true,
    joinedAt: '2026-01-01T12:00:00Z',
    addresses: [],
    agents: [],
    regions: [],
    keys: [],
    looking: false,
    secondAddress: false,
    ...more,
  };
}

export function issuance(from: string, to: string, minute = 0, more: Partial<Issuance> = {}): Issuance {
  const eventTime = `2026-01-01T12:${String(minute).padStart(2, '0')}:00Z`;
  return { from, to, how: 'AssumeRole', certainty: 'exact', eventId: `${from}-${to}`, eventTime, seq: 7, ...more };
}
