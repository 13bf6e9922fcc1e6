import { quoted } from '../text/printable.ts';
import type { Pair, Rule } from './relation.ts';

const PIECE_COLUMNS = 40;

type Words = (expected: string, received: string) => string | undefined;

const lineEnds: Words = (expected, received) => {
  const [wanted, came] = [expected.replaceAll('\r\n', '\n'), received.replaceAll('\r\n', '\n')];
  if (wanted !== came) return undefined;
  if (came === received) return 'Only the line ends differ: \\n came in place of \\r\\n.';
  if (wanted === expected) return 'Only the line ends differ: \\r\\n came in place of \\n.';
  return 'Only the line ends differ (\\r\\n and \\n).';
};

const letterCase: Words = (expected, received) => {
  if (expected.toUpperCase() !== received.toUpperCase()) return undefined;
  const [wanted, came] = [[...expected], [...received]];
  const differing = wanted.flatMap((letter, index) => (letter === came[index] ? [] : [[letter, came[index] ?? '']]));
  const [example] = differing;
  if (example && wanted.length === came.length && differing.every(([letter = '']) => letter > '\x7f')) {
    return `Only letters outside a–z are in the wrong case: ${quoted(example[1] ?? '')} in place of ${quoted(example[0] ?? '')}.`;
  }
  return expected === expected.toUpperCase()
    ? 'The letters are right, but not all are in upper case.'
    : 'Only upper and lower case differ.';
};

const blanks: Words = (expected, received) => {
  if (expected.trim() !== received.trim() || expected.trim() === '') return undefined;
  return 'Only the white space around the text differs (blanks, tabs, line ends).';
};

const composition: Words = (expected, received) =>
  expected.normalize() === received.normalize()
    ? 'The letters look alike, but their accents are coded in another way (Unicode normalization, NFC and NFD).'
    : undefined;

const linesInOtherOrder: Words = (expected, received) => {
  const [wanted, came] = [expected.split('\n'), received.split('\n')];
  if (wanted.length !== came.length || wanted.toSorted().join('\n') !== came.toSorted().join('\n')) return undefined;
  const late = wanted.find((line, index) => line !== came[index]) ?? '';
  return `The lines are right, but in another order: ${quoted(late, { columns: PIECE_COLUMNS })} came too late.`;
};

/** In the order they are asked: the first that sees something is believed. */
export const TEXT_RULES: Rule[] = [lineEnds, letterCase, blanks, composition, linesInOtherOrder].map(
  (words) =>
    ({ expected, received }: Pair) =>
      words(expected.toString(), received.toString()),
);
