// @vitest-environment happy-dom
import { render } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../src/api.ts';
import { problemBox } from '../src/room/problem-box.ts';
import { said } from '../src/room/so-backfill-dialog.ts';
import { doubtAbout } from '../src/room/so-import-dialog.ts';
import type { SoRenewDialog } from '../src/contain/so-renew-dialog.ts';
import '../src/contain/so-renew-dialog.ts';
import '../src/room/so-note-dialog.ts';

interface Asks extends HTMLElement {
  open(): void;
  updateComplete: Promise<unknown>;
}

describe('a note', () => {
  let dialog: Asks;
  const field = (): HTMLTextAreaElement => dialog.querySelector('textarea') as HTMLTextAreaElement;
  const settle = (): Promise<unknown> => new Promise((done) => setTimeout(done, 5));

  beforeEach(async () => {
    dialog = document.createElement('so-note-dialog') as Asks;
    document.body.append(dialog);
    dialog.open();
    await settle();
    field().value = 'what I saw';
  });

  afterEach(() => {
    dialog.remove();
    vi.unstubAllGlobals();
  });

  const send = async (status: number): Promise<void> => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status })));
    dialog.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true, bubbles: true }));
    await settle();
  };

  it('keeps its text when the session has ended, and says where to sign in', async () => {
    await send(401);
    expect(dialog.querySelector('dialog')?.open).toBe(true);
    expect(field().value).toBe('what I saw');
    const link = dialog.querySelector<HTMLAnchorElement>('[role=alert] a');
    expect(link?.getAttribute('href')).toBe('/sign-in');
    expect(link?.target).toBe('_blank');
  });

  it('keeps its text when it was closed by mistake', async () => {
    dialog.querySelector('dialog')?.close();
    dialog.open();
    await settle();
    expect(field().value).toBe('what I saw');
  });

  it('is empty again after it was sent', async () => {
    await send(201);
    expect(dialog.querySelector('dialog')?.open).toBe(false);
    expect(field().value).toBe('');
  });
});

describe('a refusal', () => {
  it('offers no sign-in to somebody who is signed in', () => {
    const box = document.createElement('div');
    render(problemBox(new ApiError(409, 'Moved on', 'Look again.', 'c1')), box);
    expect(box.querySelector('a')).toBeNull();
    expect(box.textContent).toContain('id c1');
  });
});

describe('an import', () => {
  it('that read nothing, or not all, or nobody, says so', () => {
    expect(doubtAbout({ events: 0, quarantined: 1 })?.[0]).toBe('No call could be read');
    expect(doubtAbout({ events: 5, matched: 5, quarantined: 2 })?.[0]).toBe('2 records could not be read');
    expect(doubtAbout({ events: 5, matched: 0, duplicates: 0 })?.[0]).toContain('suspect');
  });

  it('that did what was wanted needs no words', () => {
    expect(doubtAbout({ events: 5, matched: 2, duplicates: 0, quarantined: 0 })).toBeUndefined();
    expect(doubtAbout({ events: 5, matched: 0, duplicates: 3, quarantined: 0 })).toBeUndefined();
  });
});

describe('a look further back', () => {
  const one = { id: '1', state: 'running', source: 'logs', since: '2026-01-05T10:00:00Z', lookup: false, by: 'alice', events: 12_345, recorded: 7 } as const;

  it('says where it is and what it has found', () => {
    expect(said(one)).toContain('by alice: running in the log group, 12,345 events seen, 7 new.');
  });

  it('says why it ended early', () => {
    expect(said({ ...one, state: 'failed', source: null, message: 'AccessDenied.' })).toMatch(/: failed, .*7 new\. AccessDenied\.$/);
  });
});

describe('a containment that is kept', () => {
  it('names whom it keeps cut, as text, and sends the reason', async () => {
    const sent: unknown[] = [];
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
      sent.push([path, init.method, JSON.parse(String(init.body))]);
      return Promise.resolve(new Response('{}', { status: 200 }));
    });
    const dialog = document.createElement('so-renew-dialog') as SoRenewDialog;
    document.body.append(dialog);
    let changed = 0;
    dialog.addEventListener('so-changed', () => (changed += 1));
    dialog.ask('7', 'arn:aws:iam::444455556666:user/<b>mallory');
    await new Promise((done) => setTimeout(done, 5));
    expect(dialog.querySelector('p .mono')?.textContent).toBe('arn:aws:iam::444455556666:user/<b>mallory');
    (dialog.querySelector('textarea') as HTMLTextAreaElement).value = 'still asked about';
    dialog.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true, bubbles: true }));
    await new Promise((done) => setTimeout(done, 5));
    expect(sent).toEqual([['/api/containments/7/renew', 'POST', { reason: 'still asked about' }]]);
    expect(changed).toBe(1);
    dialog.remove();
    vi.unstubAllGlobals();
  });
});
