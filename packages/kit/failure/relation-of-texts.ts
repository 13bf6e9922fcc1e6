import { quoted } from '../text/printable.ts';
import { type Message, say } from './message.ts';
import type { Pair, Rule } from './relation.ts';

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

export const TEXT_RULES: Rule[] = [lineEnds, letterCase, blanks, composition, linesInOtherOrder].map(
  (rule) =>
    ({ expected, received }: Pair) =>
      rule(expected.toString(), received.toString()),
);
