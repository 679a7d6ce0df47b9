/**
 * Makes characters that hide or reorder text visible. The suspect writes many of the strings that a room shows: user
 * agents, role names, bucket names. The same table as the server's, held together by visible.cases.json.
 */
export function visible(text: string): string {
  let out = '';
  for (const char of text) {
    out += shown(char, char.codePointAt(0) ?? 0);
  }
  return out;
}

function shown(char: string, code: number): string {
  if (code <= 0x1f) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  if (hidden(code)) return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
  return char;
}

function hidden(code: number): boolean {
  return (
    (code >= 0x80 && code <= 0x9f) || // C1 controls
    code === 0x061c ||
    (code >= 0x200b && code <= 0x200f) || // zero width, left-to-right and right-to-left marks
    (code >= 0x2028 && code <= 0x202e) || // separators, bidirectional embeddings and overrides
    code === 0x2060 ||
    (code >= 0x2066 && code <= 0x2069) || // bidirectional isolates
    code === 0xfeff ||
    (code >= 0xe0000 && code <= 0xe007f) // tags
  );
}
