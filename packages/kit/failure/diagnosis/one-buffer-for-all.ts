import { align, isAlike } from './alignment.ts';
import { clientsOf } from './clients-of.ts';
import { comparedBytes, type Misconception } from './evidence.ts';
import { inQuotes } from './in-quotes.ts';

const LEAST_BYTES = 2;

/** What one client has sent of a line that is not whole stands in the answer to another. */
export const oneBufferForAll: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.received.length <= bytes.expected.length) return undefined;
  const { expected, received } = bytes;
  const talks = clientsOf(evidence);
  for (const asking of talks) {
    const found = align(expected, asking);
    if (!found || !received.subarray(0, found.prefix.length).equals(found.prefix)) continue;
    const extra = received.subarray(found.prefix.length, received.length - found.body.length);
    if (extra.length < LEAST_BYTES || !received.subarray(found.prefix.length + extra.length).equals(found.body))
      continue;
    const other = talks.find(({ number, sent }) => number !== asking.number && isAlike(unfinished(sent), extra));
    if (!other || asking.sent.includes(unfinished(other.sent))) continue;
    return `It looks as if one variable holds the unfinished lines of all clients, because ${inQuotes(unfinished(other.sent))}, which peer ${other.number} had sent, stands in the answer to peer ${asking.number}.`;
  }
  return undefined;
};

/** What stands behind the last newline. */
function unfinished(sent: Buffer): Buffer {
  return sent.subarray(sent.lastIndexOf('\n') + 1);
}
