import { thousands } from './phrases.ts';

/** Bytes a line; half as many where the lines are short. */
const BYTES = 16;
/** Of many lines the first and the last are shown, and those around the byte that counts. */
const HEAD = 4;
const TAIL = 2;
const AROUND = 1;

export interface HexDumpOptions {
  /** The most columns of a line; 80 when left out. */
  width?: number;
  /** The number of a byte, counted from 0, that a caret stands under. */
  mark?: number | undefined;
}

/**
 * Bytes in hex, with their text beside them; what is no printable ASCII is a dot there. Of long data the middle is left
 * out, and a line says so.
 */
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

function textOf(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
}
