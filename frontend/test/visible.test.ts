import { describe, expect, it } from 'vitest';
import { visible } from '../src/visible.ts';

const ours: [string, string][] = [
  ['plain text, ümlauts, 漢字, 🕵', 'plain text, ümlauts, 漢字, 🕵'],
  ['a\nb\tc\r\0', 'a␊b␉c␍␀'],
  ['\u007f', '␡'],
  ['\u0085', '⟨U+0085⟩'],
  ['gpj\u202eexe', 'gpj⟨U+202E⟩exe'],
  ['\u2066x\u2069\u200e\u200f\u061c', '⟨U+2066⟩x⟨U+2069⟩⟨U+200E⟩⟨U+200F⟩⟨U+061C⟩'],
  ['a\u200bb\u200cc\u200dd\u2060e\ufeff', 'a⟨U+200B⟩b⟨U+200C⟩c⟨U+200D⟩d⟨U+2060⟩e⟨U+FEFF⟩'],
  ['\u2028\u2029', '⟨U+2028⟩⟨U+2029⟩'],
  ['\u{e0041}', '⟨U+E0041⟩'],
  ['', ''],
];

describe('characters that hide or reorder text', () => {
  it.each(ours)('%j is shown as %s', (text, shown) => expect(visible(text)).toBe(shown));

  // Read as text: the bundler's JSON reader refuses the lone halves of pairs that the table is about.
  const tables = import.meta.glob<string>('../src/visible.cases.json', { query: '?raw', import: 'default', eager: true });
  const cases = Object.values(tables).flatMap((table) => JSON.parse(table) as { in: string; out: string }[]);
  it.runIf(cases.length > 0)('are shown as the server shows them', () => {
    cases.forEach((one) => expect(visible(one.in)).toBe(one.out));
  });
});
