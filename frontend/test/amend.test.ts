import { describe, expect, it } from 'vitest';
import { amended, arrivalsOf } from '../src/model/amend.ts';
import { readEntry, type Activity, type Amendment, type Entry } from '../src/model/entry.ts';
import { EVERYTHING, matches, toggleClass, withTerm } from '../src/model/filter.ts';
import { Follow } from '../src/model/follow.ts';
import { shortLag } from '../src/model/format.ts';
import { histogram } from '../src/model/histogram.ts';
import { Rows } from '../src/model/rows.ts';
import { corrections, deliveries, recordOf } from '../src/room/detail-amendments.ts';
import { activity } from './fixtures.ts';

const arrival = (seq: number, ofSeq: number, lane = 'CW'): Amendment => ({
  seq, ofSeq, kind: 'amendment', at: '2026-01-01T12:04:00Z', what: 'arrival', lane, arrivedAt: '2026-01-01T12:04:00Z',
});
const addendum = (seq: number, ofSeq: number, more: object = {}): Amendment => ({
  seq, ofSeq, kind: 'amendment', at: '2026-01-01T13:00:00Z', what: 'addendum', reason: 'UPDATED_DATA', updatedFields: 'errorCode',
  ...more,
});
const row = (rows: Rows, seq: number): Activity => rows.find(seq) as Activity;

describe('an amendment', () => {
  it('of a second lane stands beside the first', () => {
    const both = amended(activity(1), arrival(2, 1));
    expect(arrivalsOf(both).map((one) => one.lane)).toEqual(['EB', 'CW']);
    expect(amended(both, arrival(3, 1))).toBe(both);
    expect(amended(activity(1), arrival(2, 1, 'EB')).arrivals).toBeUndefined();
  });

  it('by CloudTrail changes the facts and nothing else', () => {
    const said = { class: 'write', outcome: 'ok', sentence: 'bert-jan made a key', eventId: 'other', eventTime: 'other', lane: 'CW' };
    const now = amended(activity(1, { outcome: 'denied', errorCode: 'AccessDenied', riskReason: 'x' }), addendum(9, 1, said));
    expect(now).toMatchObject({ seq: 1, eventId: 'e1', lane: 'EB', class: 'write', outcome: 'ok', sentence: 'bert-jan made a key' });
    expect(now.eventTime).toBe('2026-01-01T12:00:00Z');
    expect(now.errorCode).toBeUndefined();
    expect(now.riskReason).toBeUndefined();
    expect(now.amended).toEqual({ seq: 9, at: '2026-01-01T13:00:00Z', reason: 'UPDATED_DATA', updatedFields: 'errorCode' });
  });

  it('that names no facts takes none away', () => {
    const now = amended(activity(1, { errorCode: 'AccessDenied' }), addendum(9, 1, { updatedFields: ['a', 'b'] }));
    expect(now.errorCode).toBe('AccessDenied');
    expect(now.amended?.updatedFields).toBe('a, b');
  });

  it('that is older than the one known changes nothing', () => {
    const newer = amended(activity(1), addendum(9, 1, { sentence: 'newer' }));
    expect(amended(newer, addendum(8, 1, { sentence: 'older' })).sentence).toBe('newer');
  });

  it('of a kind that this version does not know leaves the row alone', () => {
    const call = activity(1);
    expect(amended(call, { ...arrival(2, 1), what: 'exclusion' })).toBe(call);
    expect(readEntry({ seq: 4, kind: 'amendment' })).toMatchObject({ kind: 'other', name: 'amendment' });
  });
});

describe('rows with amendments', () => {
  it('are redrawn and get no row', () => {
    const rows = new Rows();
    rows.add([activity(1), activity(2)]);
    const before = rows.all;
    rows.add([arrival(3, 1), activity(4)]);
    expect(rows.all.map((one) => one.seq)).toEqual([1, 2, 4]);
    expect(row(rows, 1).arrivals).toHaveLength(1);
    expect(rows.all).not.toBe(before);
    expect((before[0] as Activity).arrivals).toBeUndefined();
  });

  it('take one that came before them, as when somebody scrolls back', () => {
    const rows = new Rows();
    rows.add([activity(10), arrival(11, 2), addendum(12, 2, { sentence: 'newer' })]);
    rows.add([activity(2), activity(3)]);
    expect(row(rows, 2).sentence).toBe('newer');
    expect(row(rows, 2).arrivals).toHaveLength(1);
  });

  it('ignore what is not here or is no call', () => {
    const rows = new Rows();
    rows.add([{ seq: 5, kind: 'note', at: '', text: 'x' }, arrival(6, 5), arrival(7, 4)]);
    expect(rows.all.map((one) => one.kind)).toEqual(['note']);
  });

  it('go on loading beyond a page that holds amendments only', () => {
    const rows = new Rows();
    rows.add([activity(900)]);
    rows.add([arrival(400, 1), arrival(401, 2)]);
    expect(rows.firstSeq).toBe(400);
    rows.trim();
    expect(rows.firstSeq).toBe(400);
  });

  it('close a gap whose entries were amendments', () => {
    const rows = new Rows();
    rows.add([activity(1)]);
    rows.addGap(2, 3);
    rows.add([arrival(2, 1), arrival(3, 1)]);
    expect(rows.gaps).toEqual([]);
    expect(rows.all.map((one) => one.seq)).toEqual([1]);
  });
});

describe('amendments', () => {
  it('are nothing new for who has paused', () => {
    const follow = new Follow();
    follow.pause();
    follow.arrived([arrival(3, 1), addendum(4, 1)]);
    expect(follow.unseen.total).toBe(0);
  });

  it('go through filter and histogram as the row that they changed', () => {
    const both = amended(amended(activity(1), arrival(2, 1)), addendum(3, 1, { class: 'tamper', sentence: 's' }));
    expect(matches(toggleClass(EVERYTHING, 'tamper'), both)).toBe(true);
    expect(matches(withTerm(EVERYTHING, { field: 'lane', value: 'CW', not: false }), both)).toBe(true);
    expect(matches(withTerm(EVERYTHING, { field: 'lane', value: 'CW', not: true }), both)).toBe(false);
    expect(histogram([both])?.bars[0]?.classes).toMatchObject({ tamper: 1, read: 0 });
  });
});

describe('an alarm', () => {
  const alarm: Entry = { seq: 1, kind: 'watch', at: '', action: 'pipeline-alarm', text: 'eve stopped the trail' };
  it('is hidden by no filter, other changes of the watch are', () => {
    const filter = { ...toggleClass(EVERYTHING, 'read'), text: 'nowhere' };
    expect(matches(filter, alarm)).toBe(true);
    expect(matches(filter, { ...alarm, action: 'lookback' })).toBe(false);
  });
});

describe('the detail of an amended row', () => {
  const both = amended(activity(1), arrival(2, 1));

  it('lists each lane once, from the room and from the record', () => {
    const record = { stakeout: { arrivals: [{ lane: 'CW', arrivedAt: 'x' }, { lane: 'CT', arrivedAt: '2026-01-01T12:00:30Z' }, null, { lane: 7 }] } };
    expect(deliveries(both, record).map(([, text]) => text.split(',')[0])).toEqual(['EventBridge', 'CloudWatch Logs', 'a CloudTrail file']);
    expect(deliveries(both, undefined)).toEqual([
      ['Arrived', 'EventBridge, 12:00:06, 6 s after the call'],
      ['Also', 'CloudWatch Logs, 12:04:00, 4m 00s after the call'],
    ]);
    expect(deliveries(activity(1), { arrivals: [{ lane: 'CW', arrivedAt: '2026-01-01T12:00:30Z' }] })).toHaveLength(2);
  });

  it('explains what AWS said', () => {
    expect(corrections(activity(1), {})).toEqual([]);
    expect(corrections(activity(1, { addendum: { reason: 'DELIVERY_DELAY' } }), {})[0]?.[1]).toContain('delivered this call late');
    expect(corrections(amended(activity(1), addendum(9, 1)), {})[0]?.[1]).toContain('AWS corrected the record: errorCode');
    expect(corrections(activity(1), { addenda: [{}] })).toHaveLength(1);
  });

  it('shows the record as CloudTrail wrote it', () => {
    expect(recordOf({ a: 1, stakeout: { arrivals: [] } })).toEqual({ a: 1 });
    expect(recordOf({ record: { a: 1 } })).toEqual({ a: 1 });
    expect(recordOf('x')).toBe('x');
  });
});

describe('a lag in one unit', () => {
  it.each([['12:00:02', '+2s'], ['12:04:51', '+4m'], ['15:10:00', '+3h'], ['11:59:50', '−10s']])('%s is %s', (at, text) =>
    expect(shortLag('2026-01-01T12:00:00Z', `2026-01-01T${at}Z`)).toBe(text));
});
