// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../src/status/so-outbox.ts';

const HOSTILE = '<img src=x onerror="alert(1)">';
const outbox = {
  channels: [{ channel: 'webhook', waiting: 12, entries: 3400, oldest: '2026-01-01T10:00:00Z', dead: 1, withheld: 2, pausedSince: '2026-01-01T10:01:00Z', why: HOSTILE }],
  dead: [{ id: '7', channel: 'webhook', kind: 'opened', incident: '4', target: HOSTILE, attempts: 20, why: 'the receiver answers with 400', since: '2026-01-01T09:00:00Z' }],
};

describe('the outbox', () => {
  let element: HTMLElement;
  const asked: string[] = [];
  let refuse = 0;
  let answer: unknown = outbox;
  const settle = (): Promise<unknown> => new Promise((done) => setTimeout(done, 5));
  const button = (name: string): HTMLButtonElement => element.querySelector(`[aria-label="${name}"]`) as HTMLButtonElement;

  const show = async (admin: boolean): Promise<void> => {
    element = document.createElement('so-outbox');
    if (admin) element.setAttribute('can-administer', '');
    document.body.append(element);
    await settle();
  };

  beforeEach(() => {
    asked.length = 0;
    refuse = 0;
    answer = outbox;
    vi.stubGlobal('fetch', (path: string, { method, body }: RequestInit) => {
      asked.push(`${method} ${path}${body ? ` ${body as string}` : ''}`);
      if (refuse && method === 'POST') return Promise.resolve(new Response('{"title":"The channel is gone","detail":"It stays.","correlationId":"c7"}', { status: refuse }));
      return Promise.resolve(new Response(method === 'POST' ? '' : JSON.stringify(answer), { status: method === 'POST' ? 202 : 200 }));
    });
  });
  afterEach(() => {
    element.remove();
    vi.unstubAllGlobals();
  });

  it('shows what waits and what nobody took, as text', async () => {
    await show(true);
    expect(element.querySelectorAll('tbody tr')).toHaveLength(2);
    expect(element.querySelector('img')).toBeNull();
    expect(element.textContent).toContain(HOSTILE);
    expect(element.textContent).toContain('the receiver answers with 400');
    expect(element.querySelector('a')?.getAttribute('href')).toBe('/incidents/4');
  });

  it('names the role that is missing and asks nothing', async () => {
    await show(false);
    for (const name of ['Send a test message by webhook', 'Send dead letter 7 again']) {
      expect(button(name).disabled).toBe(true);
      expect(button(name).title).toBe('needs the role admin');
    }
    expect(element.textContent).toContain('need the role admin');
  });

  it('sends again and reads the outbox again', async () => {
    await show(true);
    button('Send dead letter 7 again').click();
    await settle();
    expect(asked).toEqual(['GET /api/outbox', 'POST /api/outbox/7/retry {}', 'GET /api/outbox']);
    expect(element.querySelector('[role=status]')?.textContent).toContain('waits to be sent again');
  });

  it('sends a test message by one channel', async () => {
    await show(true);
    button('Send a test message by webhook').click();
    await settle();
    expect(asked).toContain('POST /api/outbox/test {"channel":"webhook"}');
  });

  it('shows a refusal in the words of the server', async () => {
    await show(true);
    refuse = 409;
    button('Send dead letter 7 again').click();
    await settle();
    expect(element.textContent).toContain('The channel is gone');
    expect(button('Send dead letter 7 again').disabled).toBe(false);
  });

  it('says that nothing leaves the house without a channel', async () => {
    answer = { channels: [], dead: [] };
    await show(true);
    expect(element.textContent).toContain('nothing leaves this house');
  });
});
