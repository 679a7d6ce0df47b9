import { describe, expect, it } from 'vitest';
import { followWord } from '../src/room/room-head';

describe('what the strip says is watched', () => {
  it.each([
    ['direct', 'what the suspects do themselves'],
    ['sessions', 'the suspects and the sessions that they start'],
    ['credentials', 'the suspects, their sessions and the keys that they make'],
    ['full', 'the suspects and every credential that they mint'],
    ['something newer', 'what the suspects do themselves'],
  ])('%s: %s', (following, word) => expect(followWord(following)).toBe(word));
});
