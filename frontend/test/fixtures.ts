import type { Activity } from '../src/model/entry.ts';

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
