import { afterEach, expect, test, vi } from 'vitest';
import { part } from '../src/room/part.ts';

afterEach(() => void vi.useRealTimers());

test('a part that can\'t be fetched is asked for again, and used once it is there', async () => {
  vi.useFakeTimers();
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue('there');
  const used = vi.fn();
  part(load, used);
  await vi.advanceTimersByTimeAsync(2_999);
  expect(load).toHaveBeenCalledTimes(1);
  expect(used).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(load).toHaveBeenCalledTimes(2);
  expect(used).toHaveBeenCalledExactlyOnceWith('there');
});
