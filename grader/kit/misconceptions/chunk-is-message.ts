import { align } from './alignment.ts';
import { conversations } from './conversation.ts';
import { comparedBytes, type Misconception } from './evidence.ts';
import { inQuotes } from './in-quotes.ts';

const LINE_ENDS = ['', '\n', '\r\n'];

/**
 * One 'data' event is taken for a whole message. The message came in several writes, and the reply ends just where one of
 * them ended. A write that ends at a newline proves nothing: who reads the first line only would stop there, too; nor does
 * a place that is as many bytes away as the message has characters.
 */
export const chunkIsMessage: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.received.length === 0) return undefined;
  const { expected, received } = bytes;
  if (received.length === expected.toString().length && expected.toString().length !== expected.length)
    return undefined;
  for (const conversation of conversations(evidence.wire)) {
    const { prefix, body, borders } = align(expected, conversation) ?? { borders: [] };
    for (const border of borders) {
      const part = body?.subarray(0, border) ?? Buffer.alloc(0);
      if (part.includes('\n')) continue;
      const isCutThere = LINE_ENDS.some((end) =>
        Buffer.concat([prefix ?? part, part, Buffer.from(end)]).equals(received),
      );
      if (!isCutThere) continue;
      return `It looks as if what one 'data' event brings is taken for the whole message, because what the program took ends where one write ended, behind ${inQuotes(part)}.`;
    }
  }
  return undefined;
};
