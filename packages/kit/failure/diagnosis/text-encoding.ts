import { isUtf8 } from 'node:buffer';
import { say } from '../message.ts';
import { align } from './alignment.ts';
import { comparedBytes, type Misconception } from './evidence.ts';

/** The beginning of a long value is enough. */
const LOOKED_AT = 1_024;
/** Fewer may be equal by chance. */
const LEAST_BYTES = 16;
/** The last bytes of the beginning may be those of a character that is cut. */
const LAST = 4;
const HIGHEST_BIT = 0x80;
/** Pieces of fewer bytes cut every second character, and one of so many bytes leaves too few cuts to be recognised. */
const SIZES = Array.from({ length: 61 }, (_, index) => index + 4);
/** Fewer may lie there by chance. */
const LEAST_CUT = 2;
const REPLACEMENT = '\ufffd';
/** Nobody reads a longer one, and a longer one has other faults. */
const MOST_BYTES = 65_536;

/** Bytes that are no text were made text and bytes again: each that is no UTF-8 came back as ef bf bd. */
export const bytesThroughAString: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || isUtf8(bytes.expected) || bytes.received.length < LEAST_BYTES) return undefined;
  const passed = Buffer.from(bytes.expected.subarray(0, LOOKED_AT).toString());
  const length = Math.min(passed.length - LAST, bytes.received.length);
  const beginning = passed.subarray(0, length);
  if (length < LEAST_BYTES || !beginning.includes(REPLACEMENT)) return undefined;
  if (!bytes.received.subarray(0, length).equals(beginning)) return undefined;
  return say('bytes-through-a-string');
};

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
  return say('decodes-as-latin-1', { size, example });
};

/** The text left in latin1, where UTF-8 was asked for. */
export const sendsLatin1: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || !isUtf8(bytes.expected)) return undefined;
  const text = bytes.expected.toString();
  const example = firstBeyondAscii(text);
  if (example === undefined || !Buffer.from(text, 'latin1').equals(bytes.received)) return undefined;
  const hex = (part: Buffer) => part.toString('hex').replace(/..(?=.)/g, '$& ');
  return say('sends-latin-1', {
    example,
    latin1: hex(Buffer.from(example, 'latin1')),
    utf8: hex(Buffer.from(example)),
  });
};

/** Node's encoding 'ascii' drops the highest bit of each byte when it decodes (nodejs.org/api/buffer.html). */
export const decodesAsAscii: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.expected.every((byte) => byte < HIGHEST_BIT)) return undefined;
  const { expected, received } = bytes;
  if (expected.length !== received.length) return undefined;
  if (!received.every((byte, index) => byte === (expected[index] ?? 0) % HIGHEST_BIT)) return undefined;
  return say('decodes-as-ascii');
};

/** Each chunk is decoded by itself: just those characters became U+FFFD whose bytes came in more than one write. */
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
    return say('decodes-each-chunk', { example });
  }
  return undefined;
};

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
  return say('cuts-characters', { size });
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

/** The first character of a text that is not ASCII: `ñ`. */
function firstBeyondAscii(text: string): string | undefined {
  return /\P{ASCII}/u.exec(text)?.[0];
}

/** A character of a text, and where its bytes are: from `begin` up to, and without, `end`. */
interface Place {
  text: string;
  begin: number;
  end: number;
}

/** The characters of a text in place of which U+FFFD came, when nothing else differs; else `undefined`. */
function replacedCharacters(expected: Buffer, received: Buffer): Place[] | undefined {
  if (expected.length + received.length > MOST_BYTES) return undefined;
  const came = [...received.toString()];
  const replaced: Place[] = [];
  let at = 0;
  let begin = 0;
  for (const [index, text] of [...expected.toString()].entries()) {
    const end = begin + Buffer.byteLength(text);
    if (came[at] === text) at++;
    else {
      // Of a character of n bytes up to n marks may have come; more belong to the next one, which was replaced as well.
      const most = end - begin;
      const marks = came.slice(at).findIndex((each) => each !== REPLACEMENT);
      const run = marks === -1 ? came.length - at : marks;
      if (run === 0 || text === REPLACEMENT) return undefined;
      replaced.push({ text, begin, end });
      at += Math.min(most, run - leastBehind([...expected.toString()], index, came, at + run));
    }
    begin = end;
  }
  return at === came.length && replaced.length > 0 ? replaced : undefined;
}

/** How many of the characters behind this one stand before the next that came unharmed: each took a mark at least. */
function leastBehind(expected: string[], index: number, came: string[], next: number): number {
  const unharmed = came[next];
  const at = unharmed === undefined ? expected.length : expected.indexOf(unharmed, index + 1);
  return at === -1 ? 0 : at - index - 1;
}
