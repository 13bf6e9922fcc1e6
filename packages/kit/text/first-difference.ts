import { isContinuation } from './visible-text.ts';

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
