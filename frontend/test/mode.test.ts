// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { look } from '../src/mode.ts';
import '../src/status/so-mode.ts';
import { HOSTILE } from './plan-fixtures.ts';

const settle = (): Promise<unknown> => new Promise((done) => setTimeout(done, 10));
let mode: Record<string, unknown>;
let broken = false;
const asked: unknown[] = [];

beforeEach(() => {
  mode = { armed: false, killed: false, by: 'lena', reason: 'exercise', since: '2026-01-01T10:00:00Z' };
  broken = false;
  asked.length = 0;
  vi.stubGlobal('fetch', (path: string, { method, body }: RequestInit) => {
    if (method !== 'GET') asked.push([method, path, JSON.parse(String(body))]);
    return Promise.resolve(broken ? new Response('{"title":"Refused","detail":"say why"}', { status: 400 }) : new Response(JSON.stringify(mode)));
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

describe('the bar of an open page', () => {
  const tag = (): HTMLElement => document.querySelector('[data-mode]') as HTMLElement;
  beforeEach(() => {
    document.body.innerHTML = '<aside data-killed hidden><span class="w"></span></aside><span class="tag" data-mode><span class="w">UNARMED</span></span>';
  });

  it('follows what was armed meanwhile, and until when', async () => {
    mode = { armed: true, killed: false, disarmsAt: '2026-01-01T14:00:00Z' };
    await look();
    expect(tag().textContent).toBe('ARMED until 14:00 UTC');
    expect(tag().className).toBe('tag tag-warn');
  });

  it('shows a pulled kill switch with its reason as text, and takes it away again', async () => {
    const banner = document.querySelector('[data-killed]') as HTMLElement;
    mode = { armed: false, killed: true, killedBy: 'lena', killedReason: HOSTILE };
    await look();
    expect(banner.hidden).toBe(false);
    expect(banner.textContent).toContain('lena pulled it: <img');
    expect(banner.querySelector('img')).toBeNull();
    mode = { armed: false, killed: false };
    await look();
    expect(banner.hidden).toBe(true);
  });

  it('does not go on claiming what it cannot know', async () => {
    broken = true;
    await look();
    expect(tag().textContent).toBe('MODE UNKNOWN');
  });
});

describe('the mode on the status page', () => {
  async function draw(admin: boolean): Promise<HTMLElement> {
    const element = document.createElement('so-mode');
    if (admin) element.setAttribute('can-administer', '');
    document.body.append(element);
    await settle();
    return element;
  }
  const button = (element: HTMLElement, name: string): HTMLButtonElement => [...element.querySelectorAll('button')].find((one) => one.textContent === name) as HTMLButtonElement;

  it('is armed by an admin, with the grounds', async () => {
    const element = await draw(true);
    (element.querySelector('#mode-arm') as HTMLInputElement).value = 'an attack';
    button(element, 'Arm').click();
    await settle();
    expect(asked).toEqual([['PUT', '/api/mode', { armed: true, reason: 'an attack' }]]);
    expect(element.textContent).toContain('UNARMED.');
  });

  it('stops everything at one press', async () => {
    const element = await draw(true);
    button(element, 'Stop everything').click();
    await settle();
    expect(asked).toEqual([['PUT', '/api/kill-switch', { killed: true, reason: 'Stopped on the status page' }]]);
  });

  it('is released again', async () => {
    mode = { armed: true, killed: true, killedBy: 'lena', killedReason: HOSTILE };
    const element = await draw(true);
    expect(element.querySelector('img')).toBeNull();
    (element.querySelector('#mode-kill') as HTMLInputElement).value = 'over';
    button(element, 'Release').click();
    await settle();
    expect(asked).toEqual([['PUT', '/api/kill-switch', { killed: false, reason: 'over' }]]);
  });

  it('is seen by all and changed by none but an admin', async () => {
    const element = await draw(false);
    expect(element.textContent).toContain('Needs the role admin.');
    element.querySelectorAll('button').forEach((one) => expect(one.disabled).toBe(true));
  });

  it('says a refusal in the words of the server', async () => {
    const element = await draw(true);
    broken = true;
    button(element, 'Arm').click();
    await settle();
    expect(element.querySelector('[role=alert]')?.textContent).toContain('say why');
  });
});
