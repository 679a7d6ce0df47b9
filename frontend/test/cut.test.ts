import { describe, expect, it } from 'vitest';
import { cutsOf, markOf, stillActive, withLines, type Cut } from '../src/model/cut.ts';
import { readEntry } from '../src/model/entry.ts';
import { stagesOf, storiesOf } from '../src/model/plan-story.ts';
import type { PlanSummary } from '../src/model/plan.ts';
import { activity } from './fixtures.ts';
import { planEntry } from './plan-fixtures.ts';

const AT = '2026-01-01T10:41:00Z';
const EFFECT = '2026-01-01T10:41:10Z';
const cut: Cut = { plan: '12', level: 'L3', at: AT, provenFrom: EFFECT, ids: new Set(['5']) };

/** A call so many seconds after the cut-off, known so many seconds later. */
function call(after: number, more: object = {}, lag = 6): ReturnType<typeof activity> {
  const eventTime = new Date(Date.parse(AT) + after * 1000).toISOString();
  const arrivedAt = new Date(Date.parse(AT) + (after + lag) * 1000).toISOString();
  return activity(7, { eventTime, arrivedAt, identityId: 5, ...more });
}

describe('what a call says about a cut', () => {
  it.each([
    ['before it, and known before it', call(-60), undefined],
    ['before it, and known after it', call(-60, {}, 180), 'late'],
    ['a success while it spreads', call(5), 'spreading'],
    ['a success after it was in force', call(11), 'active'],
    ['denied after it', call(11, { outcome: 'denied' }), 'denied'],
    ['denied while it spreads', call(1, { outcome: 'denied' }), 'denied'],
    ['a failure is no proof', call(11, { outcome: 'throttled' }), 'other'],
    ['what AWS answers to everybody', call(11, { eventName: 'GetCallerIdentity' }), 'anyway'],
    ["somebody else's call", call(11, { identityId: 6 }), undefined],
  ])('%s', (_, one, mark) => expect(markOf(one, [cut])).toBe(mark));

  it('covers everybody when a plan names nobody', () => {
    expect(markOf(call(11, { identityId: 99 }), [{ ...cut, ids: undefined }])).toBe('active');
    expect(markOf(call(11), [])).toBeUndefined();
  });

  it('a clip lets most calls be', () => {
    const clip = { ...cut, level: 'L1' };
    expect(markOf(call(11), [clip])).toBeUndefined();
    expect(markOf(call(11, { class: 'tamper' }), [clip])).toBe('active');
  });

  it.each([
    ['a key that is left alive', 'sessions', { accessKeyId: 'AKIA1' }, 'open'],
    ['what it was denied by others', 'sessions', { accessKeyId: 'AKIA1', outcome: 'denied' }, undefined],
    ['a session of that key', 'sessions', { accessKeyId: 'ASIA1' }, 'active'],
    ['what nothing stops', 'none', { accessKeyId: 'ASIA1' }, 'open'],
    ['a bystander with an own key', 'sign-ins', { accessKeyId: 'AKIA1' }, undefined],
    ['a bystander in an own session', 'sign-ins', { accessKeyId: 'ASIA1' }, undefined],
    ['a sign-in of a bystander', 'sign-ins', { eventName: 'ConsoleLogin' }, 'active'],
    ['a token of a denied user', 'user', { accessKeyId: 'AKIA1', eventName: 'GetSessionToken' }, 'anyway'],
    ['a token of a key that is off', 'all', { accessKeyId: 'AKIA1', eventName: 'GetSessionToken' }, 'active'],
    ['a failure for another reason', 'all', { outcome: 'failed', errorCode: 'NoSuchEntity' }, 'active'],
    ['a credential that is none', 'all', { outcome: 'failed', errorCode: 'InvalidClientTokenId' }, 'denied'],
  ])('as the plan covers it: %s', (_, cover, more, mark) => {
    expect(markOf(call(11, { accessKeyId: undefined, ...more }), [{ ...cut, covers: { '5': cover } }])).toBe(mark);
  });

  it('the worst counts when several plans cover it', () => {
    const later = { ...cut, plan: '13', at: '2026-01-01T11:00:00Z', provenFrom: '2026-01-01T11:00:10Z' };
    expect(markOf(call(11), [cut, later])).toBe('active');
    expect(stillActive(call(11), [later, cut])).toBe(true);
  });
});

describe('the line of a cut', () => {
  const rows = [
    activity(1, { eventTime: '2026-01-01T10:40:00Z', arrivedAt: '2026-01-01T10:40:05Z' }),
    activity(2, { eventTime: '2026-01-01T10:40:50Z', arrivedAt: '2026-01-01T10:43:00Z' }),
    activity(3, { eventTime: '2026-01-01T10:41:20Z', arrivedAt: '2026-01-01T10:41:26Z' }),
  ];
  const kinds = (from: readonly { kind: string; seq: number }[]): string[] => from.map((row) => (row.kind === 'cut' ? 'line' : String(row.seq)));

  it('stands before what became known after it', () => {
    expect(kinds(withLines(rows, rows, [cut]))).toEqual(['1', 'line', '2', '3']);
  });

  it('stays there when a filter hides the rows around it', () => {
    expect(kinds(withLines([rows[2]!], rows, [cut]))).toEqual(['line', '3']);
  });

  it('ends the feed while nothing has come after it', () => {
    expect(kinds(withLines(rows.slice(0, 1), rows.slice(0, 1), [cut]))).toEqual(['1', 'line']);
  });

  it('is not drawn above the oldest row loaded', () => {
    const late = rows.slice(1);
    expect(withLines(late, late, [cut])).toBe(late);
  });

  it('is not moved by a row that claims to be of the future', () => {
    const odd = activity(1, { eventTime: '2027-01-01T00:00:00Z' });
    const all = [odd, { ...rows[0]!, seq: 2 }, { ...rows[2]!, seq: 3 }];
    expect(kinds(withLines(all, all, [cut]))).toEqual(['1', '2', 'line', '3']);
  });

  it('two of them keep their order', () => {
    const lines = withLines(rows, rows, [cut, { ...cut, plan: '13' }]).filter((row) => row.kind === 'cut');
    expect(lines.map((line) => 'cut' in line && line.cut.plan)).toEqual(['12', '13']);
    expect(lines[0]!.seq).toBeLessThan(lines[1]!.seq);
  });
});

describe('which plans draw a line', () => {
  const times = { cutOff: AT, provenFrom: EFFECT };
  it.each([
    ['executing', {}, 1],
    ['executed', {}, 1],
    ['contested', {}, 1],
    ['verified', {}, 1],
    ['undoing', {}, 1],
    ['undone', {}, 0],
    ['rehearsed', {}, 0],
    ['refused', {}, 0],
    ['executed', { rehearsal: true }, 0],
    ['executed', { undoOf: '7' }, 0],
    ['executed', { level: 'L5' }, 0],
    ['executed', { cutOff: null }, 0],
  ])('%s %o: %i', (action, more, lines) => {
    expect(cutsOf(storiesOf([planEntry(1, action, { ...times, ...more })]))).toHaveLength(lines);
  });

  it('a plan whose entries are not loaded is known from the list, with whom it covers', () => {
    const listed: PlanSummary = { id: '12', level: 'L2', state: 'executed', ...times, steps: [{ identityIds: ['5', '6'] }, { identityIds: ['7'] }] as never };
    expect([...(cutsOf(storiesOf([], [listed]))[0]?.ids ?? [])]).toEqual(['5', '6', '7']);
    expect(cutsOf(storiesOf([planEntry(9, 'undone')], [listed]))).toEqual([]);
  });

  it('the list and an entry say how far', () => {
    const listed: PlanSummary = { id: '12', level: 'L2', state: 'executed', ...times, covers: { '5': 'sessions' } };
    expect(cutsOf(storiesOf([], [listed]))[0]).toMatchObject({ ids: new Set(['5']), covers: { '5': 'sessions' } });
    expect(cutsOf(storiesOf([planEntry(1, 'executed', { ...times, covers: { '6': 'all' } })]))[0]?.covers).toEqual({ '6': 'all' });
  });

  it('an entry names whom it covers', () => {
    expect(cutsOf(storiesOf([planEntry(1, 'executed', { ...times, identityIds: [5, '6'] })]))[0]?.ids).toEqual(new Set(['5', '6']));
  });
});

describe('the stages of the newest plan', () => {
  const words = (...actions: string[]): string[] =>
    stagesOf(storiesOf(actions.map((action, i) => planEntry(i + 1, action)))).map(({ word, is, at }) => `${is} ${word}${at ? ` ${at.slice(11, 16)}` : ''}`);

  it.each([
    [[], []],
    [['drafted'], ['now plan drafted 10:01', 'todo approved', 'todo executed', 'todo verifying']],
    [['drafted', 'refused'], ['alarm refused 10:02', 'todo approved', 'todo executed', 'todo verifying']],
    [['drafted', 'requested'], ['done plan drafted 10:01', 'now approval asked 10:02', 'todo executed', 'todo verifying']],
    [['drafted', 'requested', 'approved'], ['done plan drafted 10:01', 'now approved 10:03', 'todo executed', 'todo verifying']],
    [['drafted', 'requested', 'approved', 'executed'], ['done plan drafted 10:01', 'done approved 10:03', 'done executed 10:04', 'now verifying 10:04']],
    [['drafted', 'approved', 'executed', 'verified'], ['done plan drafted 10:01', 'done approved 10:02', 'done executed 10:03', 'now verified 10:04']],
    [['drafted', 'approved', 'executed', 'contested'], ['done plan drafted 10:01', 'done approved 10:02', 'done executed 10:03', 'alarm contested 10:04']],
    [['drafted', 'broke-glass', 'executing', 'failed'], ['done plan drafted 10:01', 'done broke glass 10:02', 'alarm failed 10:04', 'todo verifying']],
    [['drafted', 'rehearsed'], ['done plan drafted 10:01', 'now rehearsed 10:02']],
    [['drafted', 'undone'], ['done plan drafted 10:01', 'now undone 10:02']],
  ])('%o', (actions, expected) => expect(words(...actions)).toEqual(expected));

  it('an undo is no plan of its own there, and a dead plan gives way to one that lives', () => {
    const entries = [planEntry(1, 'executed'), planEntry(2, 'rejected', { planId: '13' }), planEntry(3, 'drafted', { planId: '14', undoOf: '12' })];
    expect(stagesOf(storiesOf(entries)).map((one) => one.word)).toContain('executed');
  });
});

describe('an entry about a plan', () => {
  it('is read; without a plan it is a kind that is not known', () => {
    expect(readEntry({ seq: 1, kind: 'plan', planId: 12, action: 'drafted' })).toMatchObject({ kind: 'plan', planId: '12' });
    expect(readEntry({ seq: 1, kind: 'plan' })).toMatchObject({ kind: 'other', name: 'plan' });
  });
});
