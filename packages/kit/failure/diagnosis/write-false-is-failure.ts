import { firstDifference } from '../../text/bytes.ts';
import { count } from '../../text/phrases.ts';
import { comparedBytes, type Misconception } from './evidence.ts';

/** A chunk of this size at least: smaller pieces may be repeated for other reasons. */
const LEAST_CHUNK = 1_024;
const MOST_CHUNK = 1_048_576;
/** So many bytes tell whether the same chunk begins again. */
const PROBE = 64;

/** `write` returns false when the data waits in memory: a program that writes it again sends a chunk twice. */
export const writeFalseIsFailure: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  const isHeldUp = evidence.wire.some(
    (event) => event.kind === 'note' && /^the peer (?:stops reading|reads slowly)$/.test(event.text),
  );
  if (!bytes || !isHeldUp) return undefined;
  const { expected, received } = bytes;
  const at = firstDifference(expected, received);
  if (received.length < at + LEAST_CHUNK) return undefined;
  const begin = Math.max(0, at - MOST_CHUNK);
  const before = received.subarray(begin, at).lastIndexOf(received.subarray(at, at + PROBE));
  const size = before === -1 ? 0 : at - begin - before;
  if (size < LEAST_CHUNK || !received.subarray(at, at + size).equals(received.subarray(at - size, at)))
    return undefined;
  return `It looks as if the false of write() is taken for a failure, and the chunk is written again, because ${count(size, 'byte')} came twice while the peer was not reading.`;
};
