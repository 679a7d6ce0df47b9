// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runAgainWords } from '../src/status/so-quarantine.ts';

const HOSTILE = '<img src=x onerror="alert(1)">';
const lines = [
  { id: 4, arrivedAt: '2026-01-01T10:00:00Z', lane: 'CW', origin: 'shard 0', reason: HOSTILE, size: 1204 },
  { id: 3, arrivedAt: '2026-01-01T09:00:00Z', lane: 'EB', origin: 'shard 1', reason: 'gzip ends early', size: 88 },
];

describe('the quarantine', () => {
  let element: HTMLElement;
  const asked: string[] = [];
  let refuse = 0;
  const settle = (): Promise<unknown> => new Promise((done) => setTimeout(done, 5));
  const button = (name: string): HTMLButtonElement => element.querySelector(`[aria-label="${name}"]`) as HTMLButtonElement;
  const press = async (name: string): Promise<void> => {
    button(name).click();
    await settle();
  };

  beforeEach(async () => {
    asked.length = 0;
    refuse = 0;
    vi.stubGlobal('fetch', (path: string, { method }: RequestInit) => {
      asked.push(`${method} ${path}`);
      if (refuse) return Promise.resolve(new Response('{"title":"Gone","detail":"It is not there any more.","correlationId":"c7"}', { status: refuse }));
      const answer = path.endsWith('/retry') ? { outcome: 'recorded', matched: 2, recorded: 1, duplicates: 1 } : path.endsWith('/4') ? { text: HOSTILE } : { count: 31, newest: lines };
      return Promise.resolve(new Response(JSON.stringify(answer)));
    });
    element = document.createElement('so-quarantine');
    document.body.append(element);
    await settle();
  });
  afterEach(() => {
    element.remove();
    vi.unstubAllGlobals();
  });

  it('lists what could not be read, as text', () => {
    expect(element.querySelectorAll('tbody tr')).toHaveLength(2);
    expect(element.querySelector('.count')?.textContent).toBe('31');
    expect(element.querySelector('img')).toBeNull();
    expect(element.textContent).toContain(HOSTILE);
  });

  it('opens and hides one', async () => {
    await press('Look at record 4');
    expect(element.querySelector('.json')?.textContent).toContain('onerror');
    expect(button('Hide record 4').getAttribute('aria-expanded')).toBe('true');
    await press('Hide record 4');
    expect(element.querySelector('.json')).toBeNull();
    expect(asked).toEqual(['GET /api/quarantine', 'GET /api/quarantine/4']);
  });

  it('runs one again, says what came of it, and reads the list again', async () => {
    await press('Run record 3 again');
    expect(asked).toEqual(['GET /api/quarantine', 'POST /api/quarantine/3/retry', 'GET /api/quarantine']);
    expect(element.querySelector('[role=status]')?.textContent).toBe('Run again, recorded. 2 matched, 1 recorded, 1 known already.');
  });

  it('says a refusal in the words of the server and keeps the list', async () => {
    refuse = 404;
    await press('Run record 3 again');
    expect(element.querySelector('[role=alert]')?.textContent).toContain('It is not there any more.');
    expect(element.querySelectorAll('tbody tr')).toHaveLength(2);
  });

  it('is read again with the page', async () => {
    document.dispatchEvent(new CustomEvent('so-refreshed'));
    await settle();
    expect(asked).toHaveLength(2);
  });
});

describe('what came of running again', () => {
  it.each([
    [{ outcome: 'unreadable', reason: 'gzip ends early' }, 'Run again, unreadable: gzip ends early'],
    [{}, 'Run again, done'],
  ])('%o', (answer, text) => expect(runAgainWords(answer)).toBe(text));
});
