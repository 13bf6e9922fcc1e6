import { isUtf8 } from 'node:buffer';
import { comparedBytes, type Misconception } from './evidence.ts';
import { type Place, replacedCharacters } from './replaced-characters.ts';

/** Pieces of fewer bytes cut every second character, and one of so many bytes leaves too few cuts to be recognised. */
const SIZES = Array.from({ length: 61 }, (_, index) => index + 4);
/** Fewer may lie there by chance. */
const LEAST_CUT = 2;

/** The program cuts the bytes into pieces of one size: of all characters just those became U+FFFD that lie across a cut. */
export const cutsCharacters: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || !isUtf8(bytes.expected)) return undefined;
  const replaced = replacedCharacters(bytes.expected, bytes.received);
  if (!replaced || replaced.length < LEAST_CUT) return undefined;
  const all = places(bytes.expected.toString());
  const sizes = SIZES.filter((size) => {
    const cut = all.filter((place) => isAcross(place, size));
    return cut.length === replaced.length && cut.every(({ begin }, index) => begin === replaced[index]?.begin);
  });
  const [size, ...others] = sizes;
  if (size === undefined || others.length > 0) return undefined;
  return `It looks as if bytes are cut into pieces of ${size} inside of characters, because just those characters became U+FFFD whose bytes lie across such a cut.`;
};

function isAcross({ begin, end }: Place, size: number): boolean {
  return Math.floor(begin / size) !== Math.floor((end - 1) / size);
}

function places(text: string): Place[] {
  let begin = 0;
  return [...text].map((character) => {
    const place = { text: character, begin, end: begin + Buffer.byteLength(character) };
    begin = place.end;
    return place;
  });
}
