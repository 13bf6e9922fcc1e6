import { byteInWords, firstDifference } from '../text/bytes.ts';
import { count, thousands } from '../text/phrases.ts';
import { quoted } from '../text/printable.ts';
import { columns, looksBinary } from '../text/visible-text.ts';
import { behind, wrapBehind } from '../text/wrap.ts';
import { type Message, textOf, type Words } from './message.ts';
import { relation } from './relation.ts';
import { hexRows, type Rows, textRows } from './rows.ts';

const EXPECTED = 'Expected: ';
const RECEIVED = 'Received: ';
const IN_HEX = '  in hex: ';
const INDENT = ' '.repeat(EXPECTED.length);
const GAP = '   ';
/** So much on both sides of the difference tells text from data. */
const NEAR_BYTES = 256;
/** Of a longer piece the beginning is quoted. */
const PIECE_COLUMNS = 40;

export interface DifferenceOptions {
  width: number;
  /** What came after the received bytes: `the end of the stream`, `nothing more, for 5 seconds`. */
  followedBy?: Words;
  /** The first byte that differs, and how the two are related; looked for when left out. */
  at?: number;
  relation?: Message;
  ascii?: boolean;
  /** For a reader who hears it: no hex, no caret; where the two part is said in words all the same. */
  isPlain?: boolean;
}

/** Bytes against bytes, in lines of at most `width` columns: as text and in hex, a caret under the first that differs. */
export function difference(expected: Uint8Array, received: Uint8Array, options: DifferenceOptions): string[] {
  if (expected.length === 0 || received.length === 0) return againstNothing(expected, received, options);
  const { at = firstDifference(expected, received), followedBy } = options;
  const near = [expected, received].map((bytes) => bytes.subarray(Math.max(0, at - NEAR_BYTES), at + NEAR_BYTES));
  const place = { ...options, at, bytewise: near.every(looksBinary), followedBy: followedBy && textOf(followedBy) };
  const related = options.at === undefined ? relation(expected, received) : options.relation;
  const sentences = [where(expected, received, place), related && textOf(related)];
  return [
    ...view(expected, received, place),
    ...sentences.flatMap((sentence) => (sentence ? wrapBehind(INDENT, sentence, options.width) : [])),
  ];
}

function againstNothing(
  expected: Uint8Array,
  received: Uint8Array,
  { width, followedBy: behind = '', ascii }: DifferenceOptions,
): string[] {
  const followedBy = textOf(behind);
  const shown = (bytes: Uint8Array) => {
    const size = ` (${count(bytes.length, 'byte')})`;
    return quoted(bytes, { columns: width - EXPECTED.length - size.length, ascii }) + size;
  };
  const nothing = followedBy.startsWith(NOTHING_MORE)
    ? `nothing${followedBy.slice(NOTHING_MORE.length)}`
    : `nothing${after(followedBy)}`;
  return [
    ...wrapBehind(EXPECTED, expected.length === 0 ? 'nothing' : shown(expected), width),
    ...wrapBehind(RECEIVED, received.length === 0 ? nothing : shown(received), width),
  ];
}

const NOTHING_MORE = 'nothing more';

function after(followedBy: string | undefined): string {
  return followedBy ? `, then ${followedBy.replace(/^then /, '')}` : '';
}

type Place = Omit<DifferenceOptions, 'followedBy'> & { at: number; bytewise: boolean; followedBy: string | undefined };

/** Text and hex beside each other when both fit whole, else below each other, cut around the difference. */
function view(expected: Uint8Array, received: Uint8Array, place: Place): string[] {
  const { at, width, ascii = false, bytewise } = place;
  const room = width - EXPECTED.length;
  const text = textRows(expected, received, { at, room, ascii, bytewise });
  if (place.isPlain) return [...behind(EXPECTED, [text.expected]), ...behind(RECEIVED, [text.received])];
  const hex = hexRows(expected, received, { at, room, ascii });
  const textColumns = Math.max(columns(text.expected), columns(text.received));
  const hexColumns = Math.max(hex.expected.length, hex.received.length);
  if (!text.isWhole || !hex.isWhole || textColumns + GAP.length + hexColumns > room) {
    return [...labelled(text, [EXPECTED, RECEIVED]), ...labelled(hex, [IN_HEX, INDENT])];
  }
  const beside = (left: string, right: string) => left + ' '.repeat(textColumns - columns(left)) + GAP + right;
  const both: Rows = {
    expected: beside(text.expected, hex.expected),
    received: beside(text.received, hex.received),
    caret: beside(text.caret, hex.caret),
    isWhole: true,
  };
  return labelled(both, [EXPECTED, RECEIVED]);
}

function labelled({ expected, received, caret }: Rows, [first, second]: [string, string]): string[] {
  return [...behind(first, [expected]), ...behind(second, [received]), ...behind(INDENT, [caret])];
}

/** Where the two part, in words. Bytes are counted from 1. */
function where(expected: Uint8Array, received: Uint8Array, { at, followedBy, ascii, bytewise }: Place): string {
  const piece = (bytes: Uint8Array) =>
    `${quoted(bytes, { columns: PIECE_COLUMNS, ascii })} (${count(bytes.length, 'byte')})`;
  if (at === expected.length && at === received.length) return `All ${count(at, 'byte')} came${after(followedBy)}.`;
  if (at === received.length) {
    const came = `Only the first ${at === 1 ? '' : `${thousands(at)} `}of ${count(expected.length, 'byte')} came`;
    return `${came}${after(followedBy ?? NOTHING_MORE)}. Missing: ${piece(expected.subarray(at))}.`;
  }
  if (at === expected.length) {
    return `All ${count(at, 'expected byte')} came, then more: ${piece(received.subarray(at))}.`;
  }
  const sizes = expected.length === received.length ? '' : ` (${count(received.length, 'byte')} came)`;
  const words = (bytes: Uint8Array) => byteInWords(bytes, at, { ascii, bytewise });
  return `They differ at byte ${thousands(at + 1)} of ${thousands(expected.length)}${sizes}: ${words(expected)} was expected, ${words(received)} came.`;
}
