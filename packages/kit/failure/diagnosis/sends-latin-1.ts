import { isUtf8 } from 'node:buffer';
import { comparedBytes, type Misconception } from './evidence.ts';
import { firstBeyondAscii } from './first-beyond-ascii.ts';

/** The text left in latin1, where UTF-8 was asked for. */
export const sendsLatin1: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || !isUtf8(bytes.expected)) return undefined;
  const text = bytes.expected.toString();
  const example = firstBeyondAscii(text);
  if (example === undefined || !Buffer.from(text, 'latin1').equals(bytes.received)) return undefined;
  const hex = (part: Buffer) => part.toString('hex').replace(/..(?=.)/g, '$& ');
  return `It looks as if the text is sent in latin1, because "${example}" came as ${hex(Buffer.from(example, 'latin1'))}, where UTF-8 has ${hex(Buffer.from(example))}.`;
};
