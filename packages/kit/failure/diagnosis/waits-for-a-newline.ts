import { dataOf, since } from './conversation.ts';
import { comparedBytes, type Misconception } from './evidence.ts';
import { inQuotes } from './in-quotes.ts';

/** What was missing came as soon as the peer had sent a newline afterwards: the program waits for whole lines. */
export const waitsForANewline: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.expected.length === 0) return undefined;
  const hasAnswered = evidence.talks.some((talk) => {
    const events = since(talk, 'a newline') ?? [];
    const end = events.findIndex((event) => event.kind === 'fin');
    const came = Buffer.concat(dataOf(end === -1 ? events : events.slice(0, end), 'program'));
    return ['\n', '\r\n'].some((end) => came.equals(Buffer.concat([bytes.expected, Buffer.from(end)])));
  });
  if (!hasAnswered) return undefined;
  return `It looks as if the program waits for a newline, because ${inQuotes(bytes.expected)} came as soon as the peer had sent one, and not before.`;
};
