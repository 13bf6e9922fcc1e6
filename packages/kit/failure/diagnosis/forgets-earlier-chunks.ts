import { align } from './alignment.ts';
import { comparedBytes, type Misconception } from './evidence.ts';
import { inQuotes } from './in-quotes.ts';

/** The message came in several writes, and the reply holds only what came from one of them on. */
export const forgetsEarlierChunks: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.received.length === 0) return undefined;
  if (bytes.expected.subarray(0, bytes.received.length).equals(bytes.received)) return undefined; // the beginning, too
  for (const conversation of evidence.talks) {
    const found = align(bytes.expected, conversation);
    if (!found) continue;
    const { prefix, body, borders } = found;
    const border = borders.find((at) => Buffer.concat([prefix, body.subarray(at)]).equals(bytes.received));
    if (border === undefined) continue;
    return `It looks as if each 'data' event begins anew, and what came before is forgotten, because just ${inQuotes(body.subarray(0, border))} is missing, which came in an earlier write.`;
  }
  return undefined;
};
