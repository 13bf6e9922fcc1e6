import { isUtf8 } from 'node:buffer';
import type { Conversation } from './conversation.ts';

/** Where the body of an expected reply stands in what the peer has sent, letter case apart. */
export interface Alignment {
  /** What the program puts before it: `OK...`; often nothing. */
  prefix: Buffer;
  body: Buffer;
  /** How many bytes the peer had sent before those of the body. */
  offset: number;
  /** Where within the body one write of the peer ended and the next began, in bytes. */
  borders: number[];
}

/** A longer one is no prefix that a protocol puts before each reply. */
const LONGEST_PREFIX = 16;
/** Nobody cuts longer messages by hand, and searching takes its time. */
const MOST_BYTES = 65_536;
/** One byte may stand anywhere by chance. */
const LEAST_BODY = 2;
const LF = 0x0a;

/** Finds it, where the reply is the message itself, or the message in capital letters, or either behind a prefix. */
export function align(
  expected: Buffer,
  { writes, sent }: Pick<Conversation, 'writes' | 'sent'>,
): Alignment | undefined {
  if (expected.length > MOST_BYTES || sent.length > MOST_BYTES) return undefined;
  const starts = writes.map((_, index) => writes.slice(0, index).reduce((sum, { length }) => sum + length, 0));
  const said = fold(sent);
  for (let length = 0; length <= LONGEST_PREFIX && length + LEAST_BODY <= expected.length; length++) {
    const body = fold(expected.subarray(length));
    for (
      let offset = said.lastIndexOf(body);
      offset !== -1;
      offset = offset > 0 ? said.lastIndexOf(body, offset - 1) : -1
    ) {
      if (!starts.includes(offset) && said[offset - 1] !== LF) continue;
      const borders = starts.map((start) => start - offset).filter((border) => border > 0 && border < body.length);
      return { prefix: expected.subarray(0, length), body: expected.subarray(length), offset, borders };
    }
  }
  return undefined;
}

/** In small letters, where that leaves the number of bytes as it is. */
function fold(bytes: Buffer): Buffer {
  if (!isUtf8(bytes)) return bytes;
  const folded = Buffer.from(bytes.toString().toLowerCase());
  return folded.length === bytes.length ? folded : bytes;
}

export function isAlike(a: Buffer, b: Buffer): boolean {
  return fold(a).equals(fold(b));
}
