import { afterEach, describe, expect, it, vi } from 'vitest';
import { copy } from '../src/copy.ts';

describe('copying', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('says that it worked', async () => {
    const written: string[] = [];
    vi.stubGlobal('navigator', { clipboard: { writeText: (text: string) => Promise.resolve(void written.push(text)) } });
    expect(await copy('a link')).toBe(true);
    expect(written).toEqual(['a link']);
  });

  it('says that it did not where the browser offers no clipboard, as on plain http', async () => {
    vi.stubGlobal('navigator', {});
    expect(await copy('a link')).toBe(false);
  });

  it('says that it did not where the browser refuses', async () => {
    vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('denied')) } });
    expect(await copy('a link')).toBe(false);
  });
});
