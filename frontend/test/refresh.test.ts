// @vitest-environment happy-dom
import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { refresh, refreshEvery } from '../src/refresh.ts';

const page = (text: string): string =>
  `<main><div class="page-h"><h1>Status</h1><span class="grow"></span></div><div id="part" data-refresh><a href="#x">${text}</a></div></main>`;
const part = (): HTMLElement => document.getElementById('part') as HTMLElement;
const mark = (): HTMLElement | null => document.getElementById('refresh-paused');

describe('a page that keeps itself fresh', () => {
  let answer = '';
  beforeEach(() => {
    document.body.innerHTML = page('old');
    answer = page('new');
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(answer)));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('takes the part of the server', async () => {
    await refresh();
    expect(part().textContent).toBe('new');
    expect(mark()).toBeNull();
  });

  it('says so when it stands still because somebody is in it, and goes on when they have left', async () => {
    const link = part().querySelector('a') as HTMLElement;
    link.focus();
    refreshEvery(1_000_000);
    await refresh();
    await refresh();
    expect(part().textContent).toBe('old');
    expect(document.querySelectorAll('#refresh-paused')).toHaveLength(1);
    expect(mark()?.textContent).toMatch(/^PAUSED while you are in the list, since \d\d:\d\d:\d\d UTC$/);
    expect(mark()?.getAttribute('role')).toBe('status');
    expect(part().contains(mark())).toBe(false);
    link.blur();
    document.dispatchEvent(new Event('focusout'));
    await vi.waitFor(() => expect(part().textContent).toBe('new'));
    expect(mark()).toBeNull();
  });

  it('says so when somebody selects', async () => {
    vi.spyOn(document, 'getSelection').mockReturnValue({ isCollapsed: false, anchorNode: part().firstChild } as unknown as Selection);
    await refresh();
    expect(mark()?.textContent).toContain('while you select');
    vi.restoreAllMocks();
    await refresh();
    expect(mark()).toBeNull();
  });

  it('says since when there was no answer, and keeps what it has', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('away')));
    await refresh();
    expect(part().textContent).toBe('old');
    expect(document.querySelector('[role=alert]')?.textContent).toContain('has not answered since');
  });
});
