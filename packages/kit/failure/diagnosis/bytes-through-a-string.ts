import { isUtf8 } from 'node:buffer';
import { comparedBytes, type Misconception } from './evidence.ts';

/** The beginning of a long value is enough. */
const LOOKED_AT = 1_024;
/** Fewer may be equal by chance. */
const LEAST_BYTES = 16;
/** The last bytes of the beginning may be those of a character that is cut. */
const LAST = 4;
const REPLACEMENT = '\ufffd';

/** Bytes that are no text were made text and bytes again: each that is no UTF-8 came back as ef bf bd. */
export const bytesThroughAString: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || isUtf8(bytes.expected) || bytes.received.length < LEAST_BYTES) return undefined;
  const passed = Buffer.from(bytes.expected.subarray(0, LOOKED_AT).toString());
  const length = Math.min(passed.length - LAST, bytes.received.length);
  const beginning = passed.subarray(0, length);
  if (length < LEAST_BYTES || !beginning.includes(REPLACEMENT)) return undefined;
  if (!bytes.received.subarray(0, length).equals(beginning)) return undefined;
  return 'It looks as if the bytes go through a string (toString, setEncoding), because each byte that is no UTF-8 came back as U+FFFD (ef bf bd).';
};
