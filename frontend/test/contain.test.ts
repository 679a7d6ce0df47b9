// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SoContain } from '../src/contain/so-contain.ts';
import type { Plan } from '../src/model/plan.ts';
import { identity } from './fixtures.ts';
import { HOSTILE, plan, step } from './plan-fixtures.ts';

const YES = { allowed: true };

describe('the drawer', () => {
  let drawer: SoContain;
  let known: Plan;
  let refuse: { status: number; body: string } | undefined;
  let mode: object = {};
  const asked: { method: string; path: string; body: unknown }[] = [];
  const heard: string[] = [];
  const settle = (): Promise<unknown> => new Promise((done) => setTimeout(done, 20));
  const button = (name: string): HTMLButtonElement | undefined => [...drawer.querySelectorAll('button')].find((one) => one.textContent?.trim() === name);
  const posts = (): unknown[] => asked.filter((one) => one.method === 'POST').map(({ path, body }) => [path, body]);
  const text = (): string => drawer.textContent?.replace(/\s+/g, ' ') ?? '';
  const type = (value: string): void => {
    const input = drawer.querySelector<HTMLInputElement>('#contain-name') as HTMLInputElement;
    input.value = value;
    input.dispatchEvent(new Event('input'));
  };

  async function open(id: string, more: Partial<Plan> = {}): Promise<void> {
    known = plan(more);
    await import('../src/contain/so-contain.ts');
    drawer = document.createElement('so-contain') as SoContain;
    drawer.incident = '3';
    drawer.plan = id;
    drawer.canRespond = true;
    ['so-plan', 'so-shut'].forEach((name) => drawer.addEventListener(name, (event) => heard.push(`${name} ${(event as CustomEvent).detail ?? ''}`.trim())));
    document.body.append(drawer);
    await settle();
  }

  beforeEach(() => {
    asked.length = 0;
    heard.length = 0;
    refuse = undefined;
    mode = { armed: true, disarmsAt: '2026-01-01T14:00:00Z' };
    vi.stubGlobal('fetch', (path: string, { method, body }: RequestInit) => {
      asked.push({ method: method ?? 'GET', path, body: typeof body === 'string' ? JSON.parse(body) : undefined });
      if (path === '/api/mode') return Promise.resolve(new Response(JSON.stringify(mode)));
      if (method === 'POST' && refuse) return Promise.resolve(new Response(refuse.body, { status: refuse.status }));
      return Promise.resolve(new Response(JSON.stringify(known)));
    });
  });
  afterEach(() => {
    drawer.remove();
    vi.unstubAllGlobals();
  });

  it('lets nobody draft without a level, and sends what was chosen', async () => {
    await open('');
    drawer.lineage = { follow: 'full', identities: [identity('9', { relation: 'touched', label: 'alice', kind: 'user' }), identity('8')], issuances: [] };
    await settle();
    expect(button('Draft and dry-run')?.disabled).toBe(true);
    expect(text()).toContain('Choose a level.');
    drawer.querySelector<HTMLInputElement>('[value=L3]')?.dispatchEvent(new Event('change'));
    expect(drawer.querySelectorAll('.tick')).toHaveLength(1);
    drawer.querySelector<HTMLInputElement>('.tick input')?.dispatchEvent(new Event('change'));
    await settle();
    (drawer.querySelector('[aria-label="Grounds for cutting alice"]') as HTMLInputElement).value = 'her key was reset';
    (drawer.querySelector('[name=why]') as HTMLTextAreaElement).value = 'leaked';
    button('Draft and dry-run')?.click();
    await settle();
    expect(posts()).toEqual([['/api/incidents/3/plans', { level: 'L3', reason: 'leaked', options: { boundary: false, controlPolicy: false, reapply: 0 }, targets: [{ identityId: '9', reason: 'her key was reset' }] }]]);
    expect(heard).toEqual(['so-plan 12']);
  });

  it('offers to leave out whoever made guardrails refuse the last plan, first, and sends why', async () => {
    await open('');
    drawer.lineage = { follow: 'full', identities: [identity('9', { relation: 'minted', label: HOSTILE, kind: 'access-key' }), identity('8', { label: 'mallory' })], issuances: [] };
    const verdicts = [{ guardrail: 'operators', outcome: 'refused' as const, text: 'nina', moment: 'drafted', identityIds: ['9'] }, { guardrail: 'cap-absolute', outcome: 'pass' as const, text: '2', moment: 'drafted', identityIds: ['8'] }];
    drawer.plans = [{ id: '11', level: 'L3', state: 'refused', verdicts }];
    await settle();
    const offered = [...drawer.querySelectorAll('.leave')];
    expect(offered.map((one) => one.closest('details') !== null)).toEqual([false, true]);
    expect(offered[0]?.textContent).toContain('operators');
    expect(drawer.querySelector('img')).toBeNull();
    drawer.querySelector<HTMLInputElement>('[value=L3]')?.dispatchEvent(new Event('change'));
    offered[0]?.querySelector('input')?.dispatchEvent(new Event('change'));
    await settle();
    (drawer.querySelector('[data-leave="9"]') as HTMLInputElement).value = 'nina works with us';
    button('Draft and dry-run')?.click();
    await settle();
    expect(posts()).toEqual([['/api/incidents/3/plans', { level: 'L3', reason: '', options: { boundary: false, controlPolicy: false, reapply: 0 }, leaveOut: [{ identityId: '9', reason: 'nina works with us' }] }]]);
  });

  it('names nobody as in the way of a plan that is no longer the newest', async () => {
    await open('');
    drawer.lineage = { follow: 'full', identities: [identity('9')], issuances: [] };
    const verdicts = [{ guardrail: 'operators', outcome: 'refused' as const, text: 'nina', moment: 'drafted', identityIds: ['9'] }];
    drawer.plans = [{ id: '11', level: 'L3', state: 'refused', verdicts }, { id: '12', level: 'L3', state: 'drafted', verdicts: [] }];
    await settle();
    expect(text()).not.toContain('Because of these');
  });

  it('shows whoever approves who was left out, by whom and why, and beside the proof again', async () => {
    const leftOut = [{ identityId: '9', kind: 'access-key', label: HOSTILE, relation: 'minted', by: 'nina', reason: HOSTILE }];
    await open('12', { state: 'awaiting-approval', leftOut, actions: { approve: YES, reject: YES } });
    expect(text()).toContain('Left out: <img src=x');
    expect(drawer.querySelector('img')).toBeNull();
    drawer.remove();
    await open('12', { state: 'verified', leftOut, proof: { succeeding: 0, denied: 0 } });
    expect(drawer.querySelector('.left-out')?.textContent).toContain('it stays as it is');
    expect(drawer.querySelectorAll('.left-out')).toHaveLength(2);
  });

  it('takes every string of a plan as text', async () => {
    await open('12', {
      reason: HOSTILE, warnings: [HOSTILE], message: HOSTILE, steps: [step(1, { title: HOSTILE, before: HOSTILE, after: HOSTILE, error: HOSTILE })],
      impact: { principals: [{ principal: HOSTILE, known: true, calls: 1, others: [HOSTILE], text: HOSTILE }] },
    });
    expect(drawer.querySelector('img, script, [style]')).toBeNull();
    expect(text()).toContain('⟨U+202E⟩');
  });

  it('says what is unknown as unknown, and what is not read yet as that', async () => {
    await open('12', { steps: [step(1, { beforeKnown: false })], impact: { principals: [{ principal: 'arn:aws:iam::444455556666:role/ci', known: false }] } });
    expect(text()).toContain('unknown: the stream did not tell');
    expect(text()).toContain('Before: read just before it is changed');
  });

  it('shows which calls a suspect could see before it makes them', async () => {
    await open('12', { actions: { inspect: YES }, impact: { principals: [], askCalls: ['iam:GetRole deploy'] } });
    expect(text()).toContain('where the suspect may see them');
    expect(text()).toContain('iam:GetRole deploy');
    button('Read in AWS')?.click();
    await settle();
    expect(posts()).toEqual([['/api/plans/12/inspect', {}]]);
  });

  it('asks for approval only with the typed name, and shows nothing before the server has answered', async () => {
    await open('12', { actions: { request: YES } });
    button('Continue to confirm')?.click();
    await settle();
    expect(button('Request approval')?.disabled).toBe(true);
    type('deploy-legac');
    await settle();
    expect(button('Request approval')?.disabled).toBe(true);
    type('deploy-legacy');
    await settle();
    expect(button('Break glass: cut without approval')).toBeUndefined();
    (drawer.querySelector('[name=request]') as HTMLTextAreaElement).value = 'now';
    button('Request approval')?.click();
    await settle();
    expect(posts()).toEqual([['/api/plans/12/request', { hash: known.hash, principal: 'deploy-legacy', reason: 'now' }]]);
    expect(drawer.querySelector('[aria-current]')?.textContent).toContain('Confirm');
  });

  it('offers to break the glass only to whom the server allows it', async () => {
    await open('12', { actions: { request: { allowed: false, why: 'nobody is there' }, breakGlass: YES } });
    button('Continue to confirm')?.click();
    await settle();
    type('deploy-legacy');
    await settle();
    expect(button('Request approval')?.disabled).toBe(true);
    expect(text()).toContain('nobody is there');
    button('Break glass: cut without approval')?.click();
    await settle();
    expect(posts()).toEqual([['/api/plans/12/execute', { hash: known.hash, principal: 'deploy-legacy', reason: '', breakGlass: true }]]);
  });

  it('says why somebody may not approve', async () => {
    await open('12', { state: 'awaiting-approval', actions: { approve: { allowed: false, why: 'You drafted it: another person approves.' }, reject: YES } });
    expect(button('Approve the cut')?.disabled).toBe(true);
    expect(text()).toContain('You drafted it: another person approves.');
    expect(button('Reject')?.disabled).toBe(false);
  });

  it('wants a pipeline acknowledged before it is approved', async () => {
    await open('12', { state: 'awaiting-approval', actions: { approve: YES, reject: YES }, verdicts: [{ guardrail: 'pipeline-in-use', outcome: 'acknowledge', text: 'GitHub Actions', moment: 'drafted' }] });
    expect(button('Approve the cut')?.disabled).toBe(true);
    const box = drawer.querySelector<HTMLInputElement>('[name=pipeline]') as HTMLInputElement;
    box.checked = true;
    box.dispatchEvent(new Event('change'));
    await settle();
    button('Approve the cut')?.click();
    await settle();
    expect(posts()).toEqual([['/api/plans/12/approve', { hash: known.hash, acknowledgePipeline: true }]]);
  });

  it('reads the plan again after a refusal, and says that it has moved', async () => {
    await open('12', { state: 'awaiting-approval', actions: { approve: YES } });
    refuse = { status: 409, body: '{"title":"The plan has moved","detail":"Look again."}' };
    known = { ...known, hash: 'cd'.repeat(32) };
    button('Approve the cut')?.click();
    await settle();
    await settle();
    expect(text()).toContain('The plan has moved.');
    expect(text()).toContain('computed anew');
    expect(drawer.querySelector('.mono[title]')?.getAttribute('title')).toBe(known.hash);
  });

  it('calls it a rehearsal while unarmed, before and after', async () => {
    mode = { armed: false };
    await open('12', { state: 'approved', actions: { execute: YES } });
    expect(text()).toContain('UNARMED: this would be a rehearsal.');
    expect(button('Cut access now')).toBeUndefined();
    type('deploy-legacy');
    await settle();
    button('Rehearse')?.click();
    await settle();
    expect(posts()).toEqual([['/api/plans/12/execute', { hash: known.hash, principal: 'deploy-legacy' }]]);
    known = { ...known, state: 'rehearsed', rehearsal: true, steps: [step(1, { state: 'would' })] };
    drawer.revision = 9;
    await new Promise((done) => setTimeout(done, 90));
    expect(text()).toContain('REHEARSED.');
    expect(text()).toContain('would be done');
    expect(button('Draft the undo')).toBeUndefined();
  });

  it('shows what was done, what proves it, and drafts an undo', async () => {
    await open('12', {
      state: 'contested', actions: { undo: YES }, steps: [step(1, { state: 'done', requestIds: ['req-1'] }), step(2, { state: 'failed', error: 'LimitExceeded' })],
      proof: {
        succeeding: 1, denied: 14, quietForSeconds: 360, windowSeconds: 1800, expects: 'denied calls', cannotSee: 'data events',
        leftOpen: { calls: 12, last: '2026-01-01T10:55:00Z', by: [{ identityId: '5', label: 'AKIALEFTALIVE', calls: 12 }], others: 2 },
        readBack: [{ n: 1, ok: true, text: 'the policy is there' }], counterMoves: [{ eventId: 'e', text: 'DeleteRolePolicy on deploy', caller: 'helper' }],
        watermarks: [{ lane: 'CW', account: '444455556666', region: 'us-east-1', state: 'silent', watermark: '2026-01-01T10:50:00Z' }],
      },
    });
    for (const said of ['request req-1', 'LimitExceeded', 'Somebody works against it.', 'of 30 min quiet', 'In AWS the step holds', 'data events', 'silent', 'Left open by this plan: 12 calls', 'AKIALEFTALIVE and 2 more, the last at 10:55:00']) expect(text()).toContain(said);
    (drawer.querySelector('[name=undo]') as HTMLTextAreaElement).value = 'a false alarm';
    known = { ...known, id: '13' };
    button('Draft the undo')?.click();
    await settle();
    expect(posts()).toEqual([['/api/plans/12/undo', { reason: 'a false alarm' }]]);
    expect(heard).toContain('so-plan 13');
  });

  it('ticks off what people did', async () => {
    await open('12', { checklist: [{ n: 2, text: 'Disable the user in Identity Center', why: 'no API does it' }] });
    drawer.querySelector<HTMLButtonElement>('[aria-label^="Done: "]')?.click();
    await settle();
    expect(posts()).toEqual([['/api/plans/12/checklist/2', {}]]);
  });

  it('is shut by Escape, and no other key leaves it or starts anything', async () => {
    await open('12', { state: 'approved', actions: { execute: YES } });
    const outside: string[] = [];
    const listen = (event: KeyboardEvent): unknown => outside.push(event.key);
    document.addEventListener('keydown', listen);
    type('deploy-legacy');
    for (const key of ['Enter', ' ', 'n', 'Escape']) drawer.querySelector('#contain-name')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    document.removeEventListener('keydown', listen);
    await settle();
    expect(outside).toEqual([]);
    expect(posts()).toEqual([]);
    expect(heard).toEqual(['so-shut']);
    expect(drawer.querySelector('form')).toBeNull();
  });
});
