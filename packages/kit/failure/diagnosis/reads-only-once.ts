import { isAlike } from './alignment.ts';
import { allRun, comparedBytes, type Evidence, type Misconception, onlyTalk } from './evidence.ts';
import { inQuotes } from './in-quotes.ts';

/**
 * The first message of a client was answered and a second one, which looks like the first, was not, while the program ran on
 * and kept the connection. Had the two another shape (a line that is empty, a number), the second could be the fault.
 */
export const readsOnlyOnce: Misconception = (evidence) => {
  const talk = onlyTalk(evidence);
  if (!talk || talk.connectedBy === 'program' || !allRun(evidence) || !nothingCame(evidence)) return undefined;
  const kinds = talk.events.flatMap((event) =>
    event.kind === 'connect' ? [] : [event.kind === 'data' ? event.from : event.kind],
  );
  if (kinds.join(' ').replace(/(?:program ?)+/, 'program ') !== 'peer program peer') return undefined;
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = talk.writes;
  const isAnswered = isAlike(talk.received.subarray(-first.length), first);
  if (!isAnswered || shape(first) !== shape(second)) return undefined;
  return `It looks as if the program receives only once, because ${inQuotes(first)} was answered, and ${inQuotes(second)}, which came behind it from the same client, never was.`;
};

/** In bytes, or in the words that the UDP peer has for it. */
function nothingCame(evidence: Evidence): boolean {
  const { comparison } = evidence;
  if (comparison?.kind === 'words') return comparison.received.startsWith('nothing, for ');
  const bytes = comparedBytes(evidence);
  return bytes !== undefined && bytes.received.length === 0 && bytes.expected.length > 0;
}

/** `fib 10\r\n` and `fib 2\r\n` have one shape, `hola\n` another. */
function shape(bytes: Buffer): string {
  return bytes
    .toString()
    .replace(/\p{Ll}+/gu, 'a')
    .replace(/\p{N}+/gu, '9');
}
