import { describe, expect, it } from 'vitest';
import { readEntry, type Shown as Entry } from '../src/model/entry.ts';
import { EVERYTHING, fromQuery, isActive, matches, toQuery, toggleClass, withTerm, withText, withoutTerm } from '../src/model/filter.ts';
import { Follow } from '../src/model/follow.ts';
import { clock, lag, span } from '../src/model/format.ts';
import { histogram } from '../src/model/histogram.ts';
import { totals } from '../src/model/incident.ts';
import { Rows } from '../src/model/rows.ts';
import { activity } from './fixtures.ts';

const note = (seq: number, text = 'a note'): Entry => ({ seq, kind: 'note', at: '2026-01-01T12:00:00Z', actor: 'mo', text });

describe('the filter', () => {
  it('goes through the address of the page and back', () => {
    let filter = toggleClass(toggleClass(EVERYTHING, 'write'), 'tamper');
    filter = withTerm(filter, { field: 'eventName', value: 'Describe*', not: true });
    filter = withTerm(filter, { field: 'userAgent', value: 'a:b&c=d é', not: false });
    filter = withText(filter, ' prod/db ');
    const query = toQuery(filter, new URLSearchParams('row=7&class=read'));
    const back = fromQuery(new URLSearchParams(query.toString()));
    expect(back).toEqual({
      classes: new Set(['write', 'tamper']),
      outcomes: new Set(),
      terms: [
        { field: 'userAgent', value: 'a:b&c=d é', not: false },
        { field: 'eventName', value: 'Describe*', not: true },
      ],
      text: 'prod/db',
    });
    expect(query.get('row')).toBe('7');
  });

  it('leaves an address without filter alone and ignores what it does not know', () => {
    expect(toQuery(EVERYTHING, new URLSearchParams('')).toString()).toBe('');
    expect(isActive(fromQuery(new URLSearchParams('class=nonsense&is=__proto__:x&not=eventName')))).toBe(false);
  });

  it('shows what fits all of it', () => {
    const call = activity(1, { class: 'write', outcome: 'denied', eventName: 'DescribeKey' });
    expect(matches(toggleClass(EVERYTHING, 'write'), call)).toBe(true);
    expect(matches(toggleClass(EVERYTHING, 'read'), call)).toBe(false);
    expect(matches(withTerm(EVERYTHING, { field: 'eventName', value: 'Describe*', not: true }), call)).toBe(false);
    expect(matches(withTerm(EVERYTHING, { field: 'sourceIp', value: '192.0.2.7', not: false }), call)).toBe(true);
    expect(matches(withTerm(EVERYTHING, { field: 'errorCode', value: 'x', not: true }), call)).toBe(true);
    expect(matches(withText(EVERYTHING, 'OWN USER'), call)).toBe(true);
  });

  it('hides a note by text only', () => {
    expect(matches(toggleClass(EVERYTHING, 'tamper'), note(1))).toBe(true);
    expect(matches(withText(EVERYTHING, 'nowhere'), note(1))).toBe(false);
  });

  it('replaces a term by its opposite', () => {
    const only = withTerm(EVERYTHING, { field: 'region', value: 'us-east-1', not: false });
    const without = withTerm(only, { field: 'region', value: 'us-east-1', not: true });
    expect(without.terms).toEqual([{ field: 'region', value: 'us-east-1', not: true }]);
    expect(withoutTerm(without, { field: 'region', value: 'us-east-1' }).terms).toEqual([]);
  });
});

describe('following', () => {
  it('counts by class what arrives while paused, and only then', () => {
    const follow = new Follow();
    follow.arrived([activity(1)]);
    expect(follow.unseen.total).toBe(0);
    follow.pause();
    follow.arrived([activity(2, { class: 'write' }), activity(3, { class: 'tamper', outcome: 'denied' }), note(4)]);
    expect(follow.unseen).toEqual({ total: 3, classes: { read: 0, write: 1, identity: 0, tamper: 1 }, denied: 1 });
    follow.resume();
    expect(follow.paused).toBe(false);
    expect(follow.unseen.total).toBe(0);
  });
});

describe('rows in memory', () => {
  it('keeps order and each number once, whatever comes', () => {
    const rows = new Rows();
    rows.add([note(5), note(6)]);
    rows.add([note(2), note(3), note(5)]);
    rows.add([note(7)]);
    expect(rows.all.map((row) => row.seq)).toEqual([2, 3, 5, 6, 7]);
    expect(rows.firstSeq).toBe(2);
  });

  it('gives up the oldest beyond the limit', () => {
    const rows = new Rows(3);
    rows.add([1, 2, 3, 4, 5].map((seq) => note(seq)));
    expect(rows.all).toHaveLength(5);
    rows.trim();
    expect(rows.all.map((row) => row.seq)).toEqual([3, 4, 5]);
  });

  it('draws a gap where rows are missing and shrinks it as they come', () => {
    const rows = new Rows();
    rows.add([note(1)]);
    rows.addGap(2, 5);
    rows.add([note(6)]);
    expect(rows.all.map((row) => row.kind)).toEqual(['note', 'gap', 'note']);
    rows.add([note(2), note(3)]);
    expect(rows.gaps).toEqual([{ kind: 'gap', seq: 4, toSeq: 5 }]);
    rows.add([note(4), note(5)]);
    expect(rows.gaps).toEqual([]);
    expect(rows.all.map((row) => row.seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('knows by the newest pin whether a row is pinned', () => {
    const rows = new Rows();
    rows.add([note(1), { seq: 2, kind: 'pin', at: '', ofSeq: 1, pinned: true }]);
    expect(rows.pinned(1)).toBe(true);
    rows.add([{ seq: 3, kind: 'pin', at: '', ofSeq: 1, pinned: false }]);
    expect(rows.pinned(1)).toBe(false);
  });
});

describe('entries', () => {
  it('keeps an unknown kind as a plain row and drops only what has no number', () => {
    expect(readEntry({ seq: 4, kind: 'plan', at: 'x', text: 'drafted' })).toMatchObject({ kind: 'other', name: 'plan', text: 'drafted' });
    expect(readEntry({ kind: 'note' })).toBeUndefined();
    expect(readEntry('x')).toBeUndefined();
  });
});

describe('the histogram', () => {
  it('counts per 10 s of event time and makes the step longer rather than leave rows out', () => {
    const near = histogram([activity(1), activity(2, { eventTime: '2026-01-01T12:00:09Z' }), activity(3, { eventTime: '2026-01-01T12:00:10Z' })]);
    expect(near?.step).toBe(10_000);
    expect(near?.bars.map((bar) => bar.total)).toEqual([2, 1]);
    const far = histogram([activity(1), activity(2, { eventTime: '2026-03-01T12:00:00Z' })]);
    expect(far?.bars.reduce((sum, bar) => sum + bar.total, 0)).toBe(2);
    expect(far?.steps).toBeLessThanOrEqual(181);
    expect(histogram([])).toBeUndefined();
  });
});

describe('words for times', () => {
  it.each([[6, '6 s'], [192, '3m 12s'], [7500, '2h 05m'], [90_000, '1d 1h']])('%d s is %s', (s, text) => expect(span(s)).toBe(text));
  it('says how late a row came', () => {
    expect(lag('2026-01-01T12:00:00Z', '2026-01-01T12:00:06Z')).toBe('+6s');
    expect(lag('2026-01-01T12:00:00Z', '2026-01-01T12:02:51Z')).toBe('+2m51s');
    expect(lag('2023-01-01T12:00:00Z', '2026-01-01T12:00:00Z')).toBe('+1,096d');
    expect(lag('nonsense', '')).toBe('');
    expect(clock('2026-01-01T12:00:06.5Z')).toBe('12:00:06');
  });
});

describe('totals', () => {
  const counters = { total: 9, read: 5, write: 2, identity: 1, tamper: 1, denied: 3, failed: 0, throttled: 0, duplicates: 0 };

  it('count the rows that are not loaded', () => {
    expect(totals({ read: 2, write: 1 }, counters)).toMatchObject({ read: 5, write: 2, identity: 1, denied: 3 });
  });

  it('are never behind the rows that have just arrived', () => {
    expect(totals({ read: 7 }, counters)['read']).toBe(7);
  });

  it('are those of the rows until the incident is known', () => {
    expect(totals({ read: 2 })).toEqual({ read: 2 });
  });
});
