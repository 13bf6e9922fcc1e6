import { escapeText } from '../../text/line.ts';
import { say, textOf, type Words } from '../message.ts';
import type { Conversation } from './conversation.ts';
import { type Evidence, type Misconception, onlyTalk } from './evidence.ts';

/** What `String` makes of an object that has no text of its own (ECMA-262, Object.prototype.toString). */
const OBJECT_AS_TEXT = /\[object (?:Object|Promise|Array|Map|Set)\]/;
const BYTES = /(?<count>\d+)(?= bytes?\b)/;
/** In so short a text no pattern takes long. */
const MOST_LETTERS = 4_096;

/** A number of characters where one of bytes was asked for: ñ is one of the first, and two of the second. */
export const charactersForBytes: Misconception = (evidence) => {
  const { wanted, printed, talk } = printedCount(evidence) ?? {};
  if (!talk || wanted !== talk.sent.length || wanted === printed) return undefined;
  const text = talk.sent.toString();
  if (printed !== text.length && printed !== [...text].length) return undefined;
  if (printed === talk.writes.length) return undefined;
  return say('characters-for-bytes', { printed, wanted });
};

export const chunksForBytes: Misconception = (evidence) => {
  const { wanted, printed, talk } = printedCount(evidence) ?? {};
  if (!talk || wanted !== talk.sent.length || talk.writes.length < 2 || printed !== talk.writes.length)
    return undefined;
  if (printed === wanted || printed === talk.sent.toString().length) return undefined;
  return say('chunks-for-bytes', { wanted, printed });
};

export const oneCountForAll: Misconception = (evidence) => {
  const { wanted = -1, printed = -1 } = printedCount(evidence) ?? {};
  const sizes = evidence.talks.map(({ sent }) => sent.length);
  if (sizes.length < 2 || !sizes.includes(wanted)) return undefined;
  if (printed === wanted || printed !== sizes.reduce((sum, size) => sum + size, 0)) return undefined;
  return say('one-count-for-all', { printed, wanted });
};

export const objectAsText: Misconception = ({ comparison, programs }) => {
  const found = OBJECT_AS_TEXT.exec(programs.at(-1)?.stdout ?? '')?.[0];
  if (found === undefined || comparison?.kind !== 'words' || !textOf(comparison.received).includes(found))
    return undefined;
  return say('object-as-text', { found });
};

function printedCount(
  evidence: Evidence,
): { wanted: number; printed: number; talk: Conversation | undefined } | undefined {
  const { expected, printed } = printedInstead(evidence, BYTES) ?? {};
  if (!expected || !printed) return undefined;
  return { wanted: Number(expected[0]), printed: Number(printed.groups?.count), talk: onlyTalk(evidence) };
}

/** Where a line was printed as expected but for what `find` matches: what was expected there, and what was printed. */
export function printedInstead(
  { comparison, programs }: Evidence,
  find: RegExp,
): { expected: RegExpExecArray; printed: RegExpExecArray } | undefined {
  const line = comparison?.kind === 'words' ? expectedLine(comparison.expected) : undefined;
  const expected = line === undefined ? null : find.exec(line);
  const program = programs.at(-1);
  if (line === undefined || !expected || !program) return undefined;
  const [before, behind] = [line.slice(0, expected.index), line.slice(expected.index + expected[0].length)];
  const pattern = new RegExp(`${escapeText(before)}${find.source}${escapeText(behind)}\\s*$`, 'm');
  const printed = pattern.exec(program.stdout.slice(-MOST_LETTERS));
  return printed ? { expected, printed } : undefined;
}

/** `Connected from 127.0.0.1:41234`: the one that was to be printed, and nothing but it. */
function expectedLine(expected: Words): string | undefined {
  if (typeof expected === 'string' || expected.id !== 'on-stream') return undefined;
  return /^"(.+)"$/.exec(String(expected.values?.what))?.[1];
}
