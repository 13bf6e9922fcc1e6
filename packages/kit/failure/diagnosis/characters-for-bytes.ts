import type { Misconception } from './evidence.ts';
import { printedCount } from './printed-count.ts';

/** A number of characters where one of bytes was asked for: ñ is one of the first, and two of the second. */
export const charactersForBytes: Misconception = (evidence) => {
  const { wanted, printed, talk } = printedCount(evidence) ?? {};
  if (!talk || wanted !== talk.sent.length || wanted === printed) return undefined;
  const text = talk.sent.toString();
  if (printed !== text.length && printed !== [...text].length) return undefined;
  if (printed === talk.writes.length) return undefined;
  return `It looks as if characters are counted and not bytes (length of a string), because what the peer sent has ${printed} characters in ${wanted} bytes.`;
};
