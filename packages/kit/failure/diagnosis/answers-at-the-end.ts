import { dataOf, since } from './conversation.ts';
import { comparedBytes, type Misconception } from './evidence.ts';

/**
 * The reply came when the peer ended its side afterwards, and not a byte before, though a newline had been sent, too. A blank
 * line proves nothing: many a program that passes over it sends it as a rest.
 */
export const answersAtTheEnd: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || !/[\p{L}\p{N}]/u.test(bytes.expected.toString())) return undefined;
  const hasAnswered = evidence.talks.some((talk) => {
    const came = Buffer.concat(dataOf(since(talk, 'this end') ?? [], 'program'));
    return talk.received.length === 0 && startsWith(came, bytes.expected);
  });
  if (!hasAnswered) return undefined;
  return "It looks as if the program answers only when the client has ended its side (as in an 'end' handler), because the reply came as soon as the peer did so, and not before.";
};

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.length >= start.length && bytes.subarray(0, start.length).equals(start);
}
