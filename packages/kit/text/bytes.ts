import { thousands } from './phrases.ts';
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

export const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && Buffer.compare(a, b) === 0;

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

/** Bytes a line; half as many where the lines are short. */
const BYTES = 16;
/** Of many lines the first and the last are shown, and those around the byte that counts. */
const HEAD = 4;
const TAIL = 2;
const AROUND = 1;

interface HexDumpOptions {
  /** The most columns of a line; 80 when left out. */
  width?: number;
  /** The number of a byte, counted from 0, that a caret stands under. */
  mark?: number | undefined;
}

/** With the text beside the hex (a dot for what is no printable ASCII); of long data the middle is left out. */
export function hexDump(bytes: Uint8Array, { width = 80, mark }: HexDumpOptions = {}): string[] {
  const digits = Math.max(4, bytes.length.toString(16).length);
  const perLine = digits + 3 + BYTES * 4 <= width ? BYTES : BYTES / 2;
  const marked = mark === undefined ? undefined : Math.floor(mark / perLine);
  const numbers = numbersOfLines(Math.ceil(bytes.length / perLine), marked);
  return numbers.flatMap((number, index) => {
    const omitted = number - (numbers[index - 1] ?? -1) - 1;
    const from = number * perLine;
    const row = [...bytes.subarray(from, from + perLine)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const offset = from.toString(16).padStart(digits, '0');
    return [
      ...(omitted > 0 ? [`… ${thousands(omitted * perLine)} bytes …`] : []),
      `${offset}  ${hex.padEnd(perLine * 3)} ${row.map(textOf).join('')}`.trimEnd(),
      ...(number === marked && mark !== undefined ? [`${' '.repeat(digits + 2 + 3 * (mark - from))}^^`] : []),
    ];
  });
}

function numbersOfLines(total: number, marked: number | undefined): number[] {
  const head = total <= HEAD + TAIL + 1 ? total : HEAD;
  const first = [...Array(head).keys()];
  const last = Array.from({ length: TAIL }, (_, index) => total - TAIL + index);
  const near =
    marked === undefined ? [] : Array.from({ length: 2 * AROUND + 1 }, (_, index) => marked - AROUND + index);
  return [...new Set([...first, ...last, ...near])]
    .filter((number) => number >= 0 && number < total)
    .sort((a, b) => a - b);
}

const textOf = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.');
