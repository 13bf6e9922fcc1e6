import { say } from '../message.ts';
import { isAlike } from './alignment.ts';
import { comparedBytes, inQuotes, type Misconception, onlyTalk } from './evidence.ts';

const LF = '\n';

/**
 * All that one write brought was answered as if it was one line. Either its lines went back together behind one prefix,
 * where each has to have its own; or no more than the first line was to be answered, and the unfinished rest behind the
 * last newline came back, too: who answers every line would have waited for its end.
 */
export const linesTogetherAreOne: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  const talk = onlyTalk(evidence);
  if (!bytes || !talk || talk.connectedBy !== 'peer') return undefined;
  const { expected, received } = bytes;
  const { sent } = talk;
  const firstLine = sent.subarray(0, sent.indexOf(LF) + 1);
  if (firstLine.length === 0 || firstLine.length === sent.length) return undefined;
  const prefix = talk.received.subarray(0, Math.max(0, talk.received.length - sent.length));
  if (!isAlike(talk.received.subarray(prefix.length), sent) || prefix.includes(LF)) return undefined;
  const hasOnePrefix =
    prefix.length > 0 && talk.writes.length === 1 && expected.subarray(0, prefix.length).equals(prefix);
  const isRestTooMuch = expected.length === 0 && received.length > 0 && !sent.subarray(-1).equals(Buffer.from(LF));
  if (!hasOnePrefix && !isRestTooMuch) return undefined;
  return say('lines-together-are-one', { rest: inQuotes(sent.subarray(firstLine.length)), first: inQuotes(firstLine) });
};

/** The line ended in CR and LF, and came back with LF alone. */
export const dropsTheCarriageReturn: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  const talk = onlyTalk(evidence);
  if (!bytes || !talk || talk.connectedBy !== 'peer' || !talk.sent.includes('\r\n')) return undefined;
  const expected = bytes.expected.toString('latin1');
  if (!expected.includes('\r\n') || expected.replaceAll('\r\n', '\n') !== bytes.received.toString('latin1'))
    return undefined;
  return say('drops-the-carriage-return');
};

/** The blanks on both sides of the line are gone, and all the rest is right. One side alone may have another reason. */
export const trims: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.expected.length > 1_024) return undefined;
  const [expected, received] = [bytes.expected.toString(), bytes.received.toString()];
  const trimmed = withoutBlanks(expected);
  if (trimmed === undefined || trimmed.every((each) => each !== received)) return undefined;
  return say('trims');
};

/** The line without its blanks, if it has some on both sides; its end may have gone with them. */
function withoutBlanks(line: string): string[] | undefined {
  const [, prefix = '', front = '', core = '', back = '', end = ''] =
    /^(\S*?)([ \t]+)(\S(?:.*\S)?)([ \t]+)(\r?\n)?$/s.exec(line) ?? [];
  return front === '' || back === '' ? undefined : [`${prefix}${core}${end}`, `${prefix}${core}\n`, `${prefix}${core}`];
}
