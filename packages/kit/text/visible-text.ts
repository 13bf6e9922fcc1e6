import { eastAsianWidth } from 'get-east-asian-width';

/** One character as it is shown: the bytes it stands for, and the columns it takes on a terminal. */
export interface Glyph {
  shown: string;
  columns: number;
  /** Its first byte, counted from 0, and the byte after its last. */
  start: number;
  end: number;
}

export interface GlyphOptions {
  /** Escapes `"` and `\` as well, so that the text can stand in quotes. */
  quoted?: boolean;
  /** Shows ASCII only, for terminals without Unicode: `\u00f1`. */
  ascii?: boolean;
  /** Shows bytes beyond ASCII one by one, `\xc3\xb1`: for data that are no text. */
  bytewise?: boolean;
}

/** More marks than any language sets on one letter are shown apart. */
const MOST_MARKS = 3;
const SHORT_ESCAPES: Record<number, string> = { 9: '\\t', 10: '\\n', 13: '\\r' };

/**
 * Cuts bytes into what a reader sees: UTF-8 characters with their accents; everything that a reader would not see, or
 * that would move the cursor, as an escape of JavaScript: `\r`, `\x1b`, `\u200d`. A byte that is no UTF-8 is `\xff`.
 */
export function glyphs(bytes: Uint8Array, options: GlyphOptions = {}): Glyph[] {
  const result: Glyph[] = [];
  let marks = MOST_MARKS; // a mark with no letter before it is shown apart
  for (let start = 0; start < bytes.length; ) {
    const isByte = options.bytewise && (bytes[start] ?? 0) >= 0x80;
    const character = isByte ? undefined : characterAt(bytes, start);
    const end = start + (character?.length ?? 1);
    const before = result.at(-1);
    if (before && character && marks < MOST_MARKS && !options.ascii && isMark(character.codePoint)) {
      before.shown += String.fromCodePoint(character.codePoint);
      before.end = end;
      marks++;
    } else {
      const escaped = character ? escapeOf(character.codePoint, options) : hexEscape('x', bytes[start] ?? 0, 2);
      const shown = escaped ?? String.fromCodePoint(character?.codePoint ?? 0);
      result.push({ shown, columns: columns(shown), start, end });
      marks = escaped === undefined ? 0 : MOST_MARKS;
    }
    start = end;
  }
  return result;
}

/** Whether bytes are rather data than text: more of them than not are no UTF-8 where they leave ASCII. */
export function looksBinary(bytes: Uint8Array): boolean {
  let balance = 0;
  for (let start = 0; start < bytes.length; ) {
    const length = characterAt(bytes, start)?.length;
    if (length === undefined) balance++;
    else if (length > 1) balance--;
    start += length ?? 1;
  }
  return balance > 0;
}

/** How many columns printable text takes on a terminal: 2 for East Asian characters and emoji, 0 for an accent on a letter. */
export function columns(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += MARK.test(character) ? 0 : eastAsianWidth(character.codePointAt(0) ?? 0);
  return sum;
}

/** The escape that shows a character, or `undefined` for one that shows itself. */
function escapeOf(codePoint: number, { quoted, ascii }: GlyphOptions = {}): string | undefined {
  const short = SHORT_ESCAPES[codePoint];
  if (short) return short;
  if (codePoint < 0x20 || codePoint === 0x7f) return hexEscape('x', codePoint, 2);
  if (codePoint < 0x7f) {
    const character = String.fromCodePoint(codePoint);
    return quoted && (character === '"' || character === '\\') ? `\\${character}` : undefined;
  }
  if (!ascii && isVisible(codePoint)) return undefined;
  return codePoint > 0xffff ? `\\u{${codePoint.toString(16)}}` : hexEscape('u', codePoint, 4);
}

/** Controls, joiners, other blanks, no glyph, marks alone, and colours of emoji, whose width differs by terminal. */
const INVISIBLE = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}\p{Mn}\p{Me}]/u;
const isVisible = (codePoint: number): boolean => !INVISIBLE.test(String.fromCodePoint(codePoint));
const MARK = /[\p{Mn}\p{Me}]/u;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;

function isMark(codePoint: number): boolean {
  const character = String.fromCodePoint(codePoint);
  return MARK.test(character) && !IGNORABLE.test(character);
}

function hexEscape(letter: 'x' | 'u', value: number, digits: number): string {
  return `\\${letter}${value.toString(16).padStart(digits, '0')}`;
}

/** By length of a UTF-8 sequence: the bits of its first byte that count, and the smallest code point it may hold. */
const SEQUENCES = [
  { length: 2, lead: 0xc0, mask: 0xe0, least: 0x80 },
  { length: 3, lead: 0xe0, mask: 0xf0, least: 0x800 },
  { length: 4, lead: 0xf0, mask: 0xf8, least: 0x10000 },
];

/** The UTF-8 character that begins at an offset (RFC 3629 §3), or `undefined` when none does. */
function characterAt(bytes: Uint8Array, offset: number): { codePoint: number; length: number } | undefined {
  const first = bytes[offset] ?? 0;
  if (first < 0x80) return { codePoint: first, length: 1 };
  const sequence = SEQUENCES.find(({ lead, mask }) => (first & mask) === lead);
  if (!sequence) return undefined;
  let codePoint = first & ~sequence.mask;
  for (let index = 1; index < sequence.length; index++) {
    const byte = bytes[offset + index];
    if (byte === undefined || !isContinuation(byte)) return undefined;
    codePoint = codePoint * 0x40 + (byte & 0x3f);
  }
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  if (codePoint < sequence.least || codePoint > 0x10ffff || isSurrogate) return undefined;
  return { codePoint, length: sequence.length };
}

/** Whether a byte is the second, third or fourth of a UTF-8 character. */
export const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;
