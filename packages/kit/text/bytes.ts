import { quoted } from './printable.ts';
import { glyphs, isContinuation } from './visible-text.ts';

/** Compared at once; what is equal is passed over at the speed of memory. */
const BLOCK_BYTES = 65_536;

/** Counted from 0, the first byte in which two values differ; the shorter length when one is the beginning of the other. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  let offset = 0;
  while (offset < length) {
    const end = Math.min(offset + BLOCK_BYTES, length);
    if (!isSame(a.subarray(offset, end), b.subarray(offset, end))) break;
    offset = end;
  }
  while (offset < length && a[offset] === b[offset]) offset++;
  return offset;
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}

/** The offset of the first byte of the UTF-8 character that has a byte at `offset`; `offset` itself when there is none. */
export function startOfCharacter(bytes: Uint8Array, offset: number): number {
  let start = offset;
  while (start > 0 && offset - start < 3 && isContinuation(bytes[start])) start--;
  return isContinuation(bytes[start]) ? offset : start;
}

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
