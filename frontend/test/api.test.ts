import { afterEach, describe, expect, it, vi } from 'vitest';
import { get, post, type ApiError } from '../src/api.ts';

const failing = async (asked: Promise<unknown>): Promise<ApiError> => {
  try {
    await asked;
  } catch (error) {
    return error as ApiError;
  }
  throw new Error('should have been refused');
};

afterEach(() => vi.unstubAllGlobals());

describe('an answer that never came', () => {
  it('is not taken for a change that was not made', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect((await failing(post('/api/x', {}))).detail).toContain('is not known');
    expect((await failing(get('/api/x'))).detail).not.toContain('changed');
  });

  it('is an answer in words also when it breaks off half way', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve({ ok: true, status: 200, text: () => Promise.reject(new TypeError('cut')) }));
    expect((await failing(get('/api/x'))).title).toBe('Stakeout did not answer');
  });

  it('is not waited for without end', async () => {
    const asked = vi.fn(() => Promise.reject(new TypeError('no')));
    vi.stubGlobal('fetch', asked);
    await failing(get('/api/x'));
    expect((asked.mock.calls as unknown as [string, RequestInit][])[0]?.[1].signal).toBeInstanceOf(AbortSignal);
  });
});

describe('a refusal', () => {
  it('carries the words and the id of the server', async () => {
    const body = JSON.stringify({ title: 'Not now', detail: 'Because.', correlationId: 'c1' });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status: 409 })));
    expect(await failing(post('/api/x', {}))).toMatchObject({ status: 409, title: 'Not now', detail: 'Because.', correlationId: 'c1' });
  });
});
