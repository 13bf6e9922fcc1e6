import { isUtf8 } from 'node:buffer';
import { isSame } from '../text/bytes.ts';
import { quoted } from '../text/printable.ts';
import { type Message, say } from './message.ts';
import { BYTE_RULES } from './relation-of-bytes.ts';

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

const PIECE_COLUMNS = 40;
type TextRule = (expected: string, received: string) => Message | undefined;

const lineEnds: TextRule = (expected, received) => {
  const [wanted, came] = [expected.replaceAll('\r\n', '\n'), received.replaceAll('\r\n', '\n')];
  if (wanted !== came) return undefined;
  if (came === received) return say('lf-for-crlf');
  if (wanted === expected) return say('crlf-for-lf');
  return say('line-ends-differ');
};

const letterCase: TextRule = (expected, received) => {
  if (expected.toUpperCase() !== received.toUpperCase()) return undefined;
  const [wanted, came] = [[...expected], [...received]];
  const differing = wanted.flatMap((letter, index) => (letter === came[index] ? [] : [[letter, came[index] ?? '']]));
  const [example] = differing;
  if (example && wanted.length === came.length && differing.every(([letter = '']) => letter > '\x7f')) {
    return say('case-beyond-ascii', { came: quoted(example[1] ?? ''), wanted: quoted(example[0] ?? '') });
  }
  return say(expected === expected.toUpperCase() ? 'not-all-upper-case' : 'case-differs');
};

const blanks: TextRule = (expected, received) => {
  if (expected.trim() !== received.trim() || expected.trim() === '') return undefined;
  return say('white-space-differs');
};

const composition: TextRule = (expected, received) =>
  expected.normalize() === received.normalize() ? say('composition-differs') : undefined;

const linesInOtherOrder: TextRule = (expected, received) => {
  const [wanted, came] = [expected.split('\n'), received.split('\n')];
  if (wanted.length !== came.length || wanted.toSorted().join('\n') !== came.toSorted().join('\n')) return undefined;
  const late = wanted.find((line, index) => line !== came[index]) ?? '';
  return say('lines-in-other-order', { line: quoted(late, { columns: PIECE_COLUMNS }) });
};

const TEXT_RULES: Rule[] = [lineEnds, letterCase, blanks, composition, linesInOtherOrder].map(
  (rule) =>
    ({ expected, received }: Pair) =>
      rule(expected.toString(), received.toString()),
);
