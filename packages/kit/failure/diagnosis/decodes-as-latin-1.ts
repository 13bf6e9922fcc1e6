import { isUtf8 } from 'node:buffer';
import { comparedBytes, type Misconception } from './evidence.ts';
import { firstBeyondAscii } from './first-beyond-ascii.ts';

/** Each byte of UTF-8 was taken for a character of its own, and these were sent as UTF-8; perhaps in capital letters. */
export const decodesAsLatin1: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || !isUtf8(bytes.expected)) return undefined;
  const text = bytes.expected.toString();
  const example = firstBeyondAscii(text);
  if (example === undefined) return undefined;
  const misread = Buffer.from(bytes.expected.toString('latin1'));
  const inCapitals = Buffer.from(Buffer.from(text.toLowerCase()).toString('latin1').toUpperCase());
  if (![misread, inCapitals].some((each) => each.equals(bytes.received))) return undefined;
  const size = Buffer.byteLength(example);
  return `It looks as if the bytes are decoded as latin1, one character for each byte, because the ${size} bytes of "${example}" came back as ${size} letters.`;
};
