import { align } from './alignment.ts';
import { comparedBytes, hasCrashed, type Misconception } from './evidence.ts';
import { inQuotes } from './in-quotes.ts';

const LINE_ENDS = ['', '\n', '\r\n'];

/**
 * One 'data' event is taken for a whole message. The message came in several writes, and the reply ends just where the first
 * of them ended. A write that ends at a newline proves nothing: who reads the first line only would stop there, too; nor does
 * a reply of as many bytes as the message has characters.
 */
export const chunkIsMessage: Misconception = (evidence) => {
  const { expected, received } = comparedBytes(evidence) ?? {};
  if (!expected || !received || received.length === 0 || hasCrashed(evidence)) return undefined;
  const characters = expected.toString().length;
  if (received.length === characters && characters !== expected.length) return undefined;
  for (const conversation of evidence.talks) {
    const { prefix, body, borders } = align(expected, conversation) ?? {};
    const first = body?.subarray(0, borders?.[0] ?? 0);
    if (!prefix || !first || first.length === 0 || first.includes('\n')) continue;
    if (!LINE_ENDS.some((end) => Buffer.concat([prefix, first, Buffer.from(end)]).equals(received))) continue;
    return `It looks as if what one 'data' event brings is taken for the whole message, because what the program took ends where the first write ended, behind ${inQuotes(first)}.`;
  }
  return undefined;
};
