import { isAlike } from './alignment.ts';
import { comparedBytes, type Misconception, onlyTalk } from './evidence.ts';
import { inQuotes } from './in-quotes.ts';

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
  return `It looks as if all that a 'data' event brings is taken for one line, because ${inQuotes(sent.subarray(firstLine.length))}, behind the first newline, went back together with ${inQuotes(firstLine)}.`;
};
