import { describe, expect, it } from 'vitest';
import { EVERYTHING, fromQuery, matches, onlyIdentity, toQuery, toggleIdentity, withTerm } from '../src/model/filter.ts';
import { named } from '../src/model/incident.ts';
import { Kin } from '../src/model/kin.ts';
import { linesOf, treeOf, type Branch } from '../src/model/lineage-tree.ts';
import type { Identity, Issuance, Lineage } from '../src/model/lineage.ts';
import { activity, identity, issuance } from './fixtures.ts';

const of = (identities: Identity[], issuances: Issuance[] = []): Lineage => ({ follow: 'full', identities, issuances });
const suspect = (id: string, more: Partial<Identity> = {}): Identity => identity(id, { relation: 'suspect', ...more });

/** 1(2(3) 4) */
const outline = (branches: readonly Branch[]): string =>
  branches.map(({ who, children }) => who.id + (children.length > 0 ? `(${outline(children)})` : '')).join(' ');

describe('the tree', () => {
  it('goes from the suspects to what they minted', () => {
    const tree = treeOf(of([suspect('1'), identity('2'), identity('3'), identity('4')], [issuance('1', '2'), issuance('2', '3', 1), issuance('1', '4', 2)]));
    expect(outline(tree.roots.watched)).toBe('1(2(3) 4)');
    expect(tree.sizes).toEqual({ watched: 4, touched: 0, offered: 0, removed: 0 });
  });

  it('draws who has several parents once, below the earliest', () => {
    const tree = treeOf(of([suspect('1'), suspect('2'), identity('3')], [issuance('2', '3', 5), issuance('1', '3', 9), issuance('1', '3', 9, { how: 'x' })]));
    expect(outline(tree.roots.watched)).toBe('1 2(3)');
    expect(tree.roots.watched[1]?.children[0]).toMatchObject({ otherWays: 2, way: { from: '2' }, from: undefined });
  });

  it('decides by the event when two are of the same second', () => {
    const ways = [issuance('2', '3', 1, { eventId: 'b' }), issuance('1', '3', 1, { eventId: 'a' })];
    expect(outline(treeOf(of([suspect('1'), suspect('2'), identity('3')], ways)).roots.watched)).toBe('1(3) 2');
  });

  it('goes round no circle, and leaves nobody out who is in one', () => {
    const everybody = [suspect('1'), identity('2'), identity('3'), identity('4'), identity('5')];
    const ways = [issuance('1', '2', 9), issuance('2', '3', 1), issuance('3', '2', 0), issuance('2', '1', 2), issuance('3', '3', 0), issuance('4', '5'), issuance('5', '4')];
    expect(outline(treeOf(of(everybody, ways)).roots.watched)).toBe('1(2(3)) 4(5)');
  });

  it('takes whom nothing leads to at the end, whatever is missing', () => {
    expect(outline(treeOf(of([identity('1'), suspect('2')], [issuance('9', '1'), issuance('2', '8')])).roots.watched)).toBe('2 1');
  });

  it('keeps the order of joining, so that a new child comes last', () => {
    const late = identity('3', { joinedAt: '2026-01-01T12:00:00.5Z' });
    const everybody = [late, identity('10', { joinedAt: '2026-01-01T12:00:00.5Z' }), identity('7'), suspect('1')];
    const ways = [issuance('1', '3', 1), issuance('1', '7', 2), issuance('1', '10', 3)];
    expect(outline(treeOf(of(everybody, ways)).roots.watched)).toBe('1(7 3 10)');
  });

  it('leaves the excluded where they are', () => {
    const tree = treeOf(of([suspect('1'), identity('2', { excluded: true, watched: false, unwatched: 'excluded' }), identity('3')], [issuance('1', '2'), issuance('2', '3')]));
    expect(outline(tree.roots.watched)).toBe('1(2(3))');
  });

  it('draws touched and possible ones apart, with what they minted below them', () => {
    const everybody = [
      suspect('1'),
      identity('2', { relation: 'touched' }),
      identity('3'),
      identity('4', { relation: 'possible', unwatched: 'offered', watched: false }),
      identity('5', { relation: 'touched', unwatched: 'offered', watched: false }),
      identity('6', { relation: 'touched' }),
      identity('7', { relation: 'possible', confirmed: true }),
    ];
    const ways = [issuance('1', '2'), issuance('2', '3'), issuance('1', '4'), issuance('1', '5'), issuance('2', '6'), issuance('1', '7')];
    const { roots, sizes } = treeOf(of(everybody, ways));
    expect(outline(roots.watched)).toBe('1(7)');
    expect(outline(roots.touched)).toBe('2(3 6)');
    expect(outline(roots.offered)).toBe('4 5');
    expect(roots.touched[0]).toMatchObject({ way: { how: 'AssumeRole' }, from: { id: '1' } });
    expect(sizes).toEqual({ watched: 2, touched: 3, offered: 2, removed: 0 });
  });

  it('puts who was a suspect once aside with what only that one led to, but never who is watched', () => {
    const gone = suspect('2', { unwatched: 'removed', watched: false });
    const everybody = [suspect('1'), gone, identity('3', { watched: false, unwatched: 'excluded' }), identity('4')];
    const { roots } = treeOf(of(everybody, [issuance('2', '3'), issuance('2', '4')]));
    expect(outline(roots.watched)).toBe('1 4');
    expect(outline(roots.removed)).toBe('2(3)');
  });
});

describe('a large lineage', () => {
  const many = (n: number): Lineage => {
    const ids = Array.from({ length: n }, (_, i) => String(i + 2));
    return of([suspect('1'), ...ids.map((id) => identity(id))], ids.map((id, i) => issuance('1', id, i % 60)));
  };
  const lines = (lineage: Lineage, asked = new Map<string, number>()) =>
    linesOf(treeOf(lineage).roots.watched, lineage.identities.length, 'watched', asked);

  it('shows the first twenty children of one, says how many more, and shows them when asked', () => {
    expect(lines(many(199))).toHaveLength(200);
    const folded = lines(many(300));
    expect(folded).toHaveLength(22);
    expect(folded.at(-1)).toEqual({ of: '1', hidden: 280, depth: 1 });
    expect(lines(many(300), new Map([['1', 200]])).at(-1)).toEqual({ of: '1', hidden: 80, depth: 1 });
    expect(lines(many(300), new Map([['1', 400]]))).toHaveLength(301);
  });

  it('never leaves out a suspect', () => {
    const everybody = Array.from({ length: 250 }, (_, i) => suspect(String(i)));
    expect(lines(of(everybody))).toHaveLength(250);
  });

  it('may be as deep as the suspect likes', () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => String(i + 1));
    const chain = of(ids.map((id) => (id === '1' ? suspect(id) : identity(id))), ids.slice(1).map((id, i) => issuance(String(i + 1), id, 0, { eventTime: new Date(i * 1000).toISOString() })));
    expect(lines(chain)).toHaveLength(20_000);
    expect(lines(chain).at(-1)?.depth).toBe(19_999);
    expect(new Kin(chain).covers('1', activity(1, { principalArn: identity('20000').value }))).toBe(true);
  });
});

describe('whose a call is', () => {
  const user = suspect('1', { kind: 'user', value: 'arn:aws:iam::1:user/u', keys: [{ value: 'AKIA1', events: 1 }] });
  const kin = new Kin(of(
    [user, identity('2', { value: 'ASIA2' }), identity('3', { relation: 'touched' }), suspect('4', { kind: 'source-ip', value: '192.0.2.7' })],
    [issuance('1', '2'), issuance('2', '1'), issuance('1', '3')],
  ));
  const elsewhere = { sourceIp: '198.51.100.1' };

  it('is told by key, principal, address or what the server says', () => {
    expect(kin.covers('1', activity(1, { ...elsewhere, accessKeyId: 'AKIA1' }))).toBe(true);
    expect(kin.covers('1', activity(1, { ...elsewhere, principalArn: user.value }))).toBe(true);
    expect(kin.covers('1', activity(1, { ...elsewhere, identityId: 1 }))).toBe(true);
    expect(kin.covers('4', activity(1))).toBe(true);
    expect(kin.covers('1', activity(1, elsewhere))).toBe(false);
    expect(kin.covers('9', activity(1, { identityId: '9' }))).toBe(true);
  });

  it('is also that of whom they led to, but not of whom they touched', () => {
    expect(kin.covers('1', activity(1, { ...elsewhere, accessKeyId: 'ASIA2' }))).toBe(true);
    expect(kin.covers('1', activity(1, { ...elsewhere, identityId: '3' }))).toBe(false);
    expect(kin.covers('3', activity(1, { ...elsewhere, identityId: '3' }))).toBe(true);
  });

  it('is a filter that lives in the address and is taken back by a second click', () => {
    const one = toggleIdentity(toggleIdentity(EVERYTHING, '2'), '1');
    expect(toQuery(one, new URLSearchParams()).toString()).toBe('is=identity%3A1');
    expect(onlyIdentity(fromQuery(new URLSearchParams('is=identity:1')))).toBe('1');
    expect(matches(one, activity(1, elsewhere), kin)).toBe(false);
    expect(matches(one, activity(1, { identityId: '1' }))).toBe(true);
    expect(matches(withTerm(EVERYTHING, { field: 'identity', value: '1', not: true }), activity(1, elsewhere), kin)).toBe(true);
    expect(toggleIdentity(one, '1').terms).toEqual([]);
  });
});

describe('a suspect', () => {
  it('is known again among the identities', () => {
    const who = { value: 'arn:aws:iam::123456789012:user/team/mallory', account: '123456789012' };
    expect(named({ id: 1, type: 'user-name', value: 'mallory', account: '123456789012' }, who)).toBe(true);
    expect(named({ id: 1, type: 'user-name', value: 'mallory', account: '999999999999' }, who)).toBe(false);
    expect(named({ id: 1, type: 'user-name', value: 'allory', account: '123456789012' }, who)).toBe(false);
    expect(named({ id: 1, type: 'access-key', value: 'AKIA1' }, { value: 'AKIA1' })).toBe(true);
  });
});
