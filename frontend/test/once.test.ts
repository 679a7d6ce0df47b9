import { expect, test, vi } from 'vitest';
import { once } from '../src/account/once.ts';

test('a second submission while the first is under way asks nothing, a later one does', async () => {
  const form = {} as HTMLFormElement;
  let answer!: () => void;
  const ask = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)));
  once(form, ask);
  once(form, ask);
  expect(ask).toHaveBeenCalledTimes(1);
  answer();
  await vi.waitFor(() => {
    once(form, ask);
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
