import { startOfCharacter } from './first-difference.ts';
import { quoted } from './printable.ts';
import { glyphs } from './visible-text.ts';

const NAMES: Record<string, string> = {
  ' ': 'a space',
  '\n': 'a line feed (\\n)',
  '\r': 'a carriage return (\\r)',
  '\t': 'a tab (\\t)',
  '\0': 'a zero byte (\\x00)',
};
/** A UTF-8 character and its accents are no longer. */
const MOST_BYTES = 16;

/** The character that has a byte at `offset`, or the byte alone: `"l"`, `a line feed (\n)`, `"\xff"`. */
export function byteInWords(
  bytes: Uint8Array,
  offset: number,
  { ascii, bytewise }: { ascii?: boolean; bytewise?: boolean } = {},
): string {
  const start = bytewise ? offset : startOfCharacter(bytes, offset);
  const near = glyphs(bytes.subarray(start, start + MOST_BYTES), { bytewise });
  const glyph = near.find(({ end }) => start + end > offset);
  const character = bytes.subarray(start + (glyph?.start ?? 0), start + (glyph?.end ?? 0));
  return NAMES[Buffer.from(character).toString('latin1')] ?? quoted(character, { ascii });
}
