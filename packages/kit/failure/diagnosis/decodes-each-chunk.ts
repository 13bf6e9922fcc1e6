import { isUtf8 } from 'node:buffer';
import { align } from './alignment.ts';
import { comparedBytes, type Misconception } from './evidence.ts';
import { replacedCharacters } from './replaced-characters.ts';

/**
 * Each chunk is made a text by itself: of the characters of the message just those became U+FFFD whose bytes came in more
 * than one write.
 */
export const decodesEachChunk: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || !isUtf8(bytes.expected)) return undefined;
  const replaced = replacedCharacters(bytes.expected, bytes.received);
  if (!replaced) return undefined;
  for (const conversation of evidence.talks) {
    const { prefix, borders } = align(bytes.expected, conversation) ?? {};
    if (!prefix || !borders) continue;
    const isCut = ({ begin, end }: { begin: number; end: number }) =>
      borders.some((border) => border + prefix.length > begin && border + prefix.length < end);
    if (!replaced.every(isCut)) continue;
    const [{ text: example } = { text: '' }] = replaced;
    return `It looks as if each chunk is decoded by itself (toString of a 'data' event), because U+FFFD came for those characters ("${example}") whose bytes arrived in more than one write.`;
  }
  return undefined;
};
