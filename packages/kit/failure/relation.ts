import { isUtf8 } from 'node:buffer';
import { isSame } from '../text/bytes.ts';
import type { Message } from './message.ts';
import { BYTE_RULES } from './relation-of-bytes.ts';
import { TEXT_RULES } from './relation-of-texts.ts';

/** A text rule reads the whole value several times over; beyond this size none is asked. */
const MOST_TEXT_BYTES = 1_048_576;

/** What was expected and what came: two values that differ, none of them empty. */
export interface Pair {
  expected: Buffer;
  received: Buffer;
}

/** Says how the values are related, or `undefined` when it sees nothing unmistakable. */
export type Rule = (pair: Pair) => Message | undefined;

/** How received bytes are related to the expected ones, where that is unmistakable: doubled, the other line end … */
export function relation(expected: Uint8Array, received: Uint8Array): Message | undefined {
  if (expected.length === 0 || received.length === 0 || isSame(expected, received)) return undefined;
  const pair = { expected: asBuffer(expected), received: asBuffer(received) };
  return first(BYTE_RULES, pair) ?? (isText(pair) ? first(TEXT_RULES, pair) : undefined);
}

function first(rules: Rule[], pair: Pair): Message | undefined {
  for (const rule of rules) {
    const words = rule(pair);
    if (words) return words;
  }
  return undefined;
}

function isText({ expected, received }: Pair): boolean {
  return expected.length + received.length <= MOST_TEXT_BYTES && isUtf8(expected) && isUtf8(received);
}

function asBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, length);
}
