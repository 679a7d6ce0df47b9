import { describe, expect, it } from 'vitest';
import { diff } from '../src/model/diff.ts';
import { lookAgainAfter, readPlan, stageOf, tally } from '../src/model/plan.ts';
import { guardrailSum } from '../src/contain/guardrail-table.ts';
import { plan } from './plan-fixtures.ts';

const signs = (before: string | null, after: string | null): string[] =>
  diff(before, after).map((line) => (line.same ? ` ${line.before}` : `${line.before === undefined ? '' : `-${line.before}`}${line.after === undefined ? '' : `+${line.after}`}`));

describe('a diff', () => {
  it.each([
    [null, null, []],
    [null, 'a\nb', ['+a', '+b']],
    ['Active', 'Inactive', ['-Active+Inactive']],
    ['a\nb\nc', 'a\nc', [' a', '-b', ' c']],
    ['a\nc', 'a\nb\nc', [' a', '+b', ' c']],
    ['a', null, ['-a']],
    ['x', 'x', [' x']],
    ['{not json', '{not json', [' {not json']],
  ])('%o to %o', (before, after, expected) => expect(signs(before, after)).toEqual(expected));

  it('lays documents out, so that a statement more is a statement more', () => {
    const lines = diff('{"Statement":[{"Sid":"a"}]}', '{"Statement":[{"Sid":"a"},{"Sid":"b"}]}');
    expect(lines.filter((line) => !line.same && line.before !== undefined)).toHaveLength(0);
    expect(lines.some((line) => line.after?.includes('"Sid": "b"'))).toBe(true);
  });

  it('does not stall on a document that is too long to compare', () => {
    const long = Array.from({ length: 1000 }, (_, i) => String(i)).join('\n');
    expect(diff(long, `${long}\nmore`)).toHaveLength(1001);
  });
});

describe('a plan', () => {
  it('is read with whatever the server leaves out, and nothing is read as one that is none', () => {
    expect(readPlan({ id: 12, state: 'drafted', steps: null })).toMatchObject({ id: '12', steps: [], verdicts: [], actions: {}, hash: '' });
    expect(readPlan({ detail: 'no' })).toBeUndefined();
    expect(readPlan('x')).toBeUndefined();
  });

  it.each([
    ['drafted', false, 2],
    ['drafted', true, 3],
    ['refused', true, 2],
    ['awaiting-approval', false, 4],
    ['expired', false, 4],
    ['approved', false, 5],
    ['contested', false, 5],
    ['something newer', false, 5],
  ])('%s %s is at stage %i', (state, confirming, stage) => expect(stageOf(plan({ state }), confirming)).toBe(stage));

  it('is looked at again while it may move by itself', () => {
    expect(lookAgainAfter('executing')).toBe(1000);
    expect(lookAgainAfter('drafted')).toBeUndefined();
  });

  it.each([
    [['user', 'session', 'session'], '1 user, 2 sessions'],
    [['access key', 'access key', 'source address', 'source address'], '2 access keys, 2 source addresses'],
    [['identity', 'identity'], '2 identities'],
    [[], ''],
  ])('counts %o', (kinds, text) => expect(tally(kinds)).toBe(text));

  it('sums its guardrails up', () => {
    const one = (outcome: 'pass' | 'pending' | 'refused') => ({ guardrail: 'g', outcome, text: '', moment: 'drafted' });
    expect(guardrailSum([one('pass'), one('pass'), one('pending'), one('refused')])).toBe('2 pass, 1 waits, 1 refuse');
  });
});
