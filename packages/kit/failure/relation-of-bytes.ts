import { isUtf8 } from 'node:buffer';
import { firstDifference, isSame, startOfCharacter } from '../text/bytes.ts';
import { quoted } from '../text/printable.ts';
import { say } from './message.ts';
import type { Rule } from './relation.ts';

/** What is shorter may be equal by chance. */
const LEAST_BYTES = 3;
/** In longer values nobody looks for pieces that changed places. */
const MOST_BYTES = 16_384;
const PIECE_COLUMNS = 40;
const LINE_FEED = 0x0a;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const REPLACEMENT = Buffer.from('\ufffd');

const repeated: Rule = ({ expected, received }) => {
  const times = received.length / expected.length;
  if (times < 2 || !Number.isInteger(times)) return undefined;
  for (let start = 0; start < received.length; start += expected.length) {
    if (!isSame(received.subarray(start, start + expected.length), expected)) return undefined;
  }
  return times === 2 ? say('came-twice') : say('came-times', { times });
};

const byteOrderMark: Rule = ({ expected, received }) => {
  if (isSame(received, Buffer.concat([BOM, expected]))) return say('bom-added');
  return isSame(expected, Buffer.concat([BOM, received])) ? say('bom-missing') : undefined;
};

const lastLineEnd: Rule = ({ expected, received }) => {
  const missing = added(received, expected);
  if (isLineEnd(missing)) return say('line-end-missing');
  const extra = added(expected, received);
  return isLineEnd(extra) ? say('line-end-added') : undefined;
};

/** Something stands in front, or the beginning is not there. */
const beginning: Rule = ({ expected, received }) => {
  if (firstDifference(expected, received) === Math.min(expected.length, received.length)) return undefined;
  if (expected.length >= LEAST_BYTES && endsWith(received, expected)) {
    const extra = received.subarray(0, received.length - expected.length);
    return say('something-before', piece(extra));
  }
  if (received.length >= LEAST_BYTES && endsWith(expected, received)) {
    const missing = expected.subarray(0, expected.length - received.length);
    return say('beginning-missing', piece(missing));
  }
  return undefined;
};

/** A piece came twice, or one in the middle is left out, and all the rest is right. */
const middle: Rule = ({ expected, received }) => {
  const at = firstDifference(expected, received);
  const extra = received.length - expected.length;
  if (extra >= LEAST_BYTES && at >= extra && isSame(received.subarray(at + extra), expected.subarray(at))) {
    const start = beginningOfBlock(received, at, extra);
    const block = received.subarray(start, start + extra);
    return isSame(received.subarray(at - extra, at), received.subarray(at, at + extra))
      ? say('piece-twice', piece(block))
      : undefined;
  }
  const rest = received.subarray(at);
  if (at > 0 && extra < 0 && rest.length >= LEAST_BYTES && isSame(expected.subarray(at - extra), rest)) {
    const start = beginningOfBlock(expected, at, -extra);
    return say('piece-missing', piece(expected.subarray(start, start - extra)));
  }
  return undefined;
};

const reversed: Rule = ({ expected, received }) => {
  if (expected.length > 8 || !isSame(Buffer.from(expected).reverse(), received)) return undefined;
  const isNumber = [2, 4, 8].includes(expected.length) && expected.some((byte) => byte < 0x20 || byte >= 0x7f);
  return say(isNumber ? 'number-reversed' : 'reversed');
};

const swapped: Rule = ({ expected, received }) => {
  const { length } = expected;
  if (length !== received.length || length <= LEAST_BYTES || length > MOST_BYTES) return undefined;
  for (let at = 1; at < length; at++) {
    const [first, second] = [expected.subarray(0, at), expected.subarray(at)];
    if (isSame(received.subarray(0, second.length), second) && isSame(received.subarray(second.length), first)) {
      const [came, wanted] = [piece(second), piece(first)];
      return say('pieces-swapped', { ...came, other: wanted.piece, otherSize: wanted.size });
    }
  }
  return undefined;
};

/** U+FFFD is what a decoder puts where bytes are no character. Why they were none, diagnosis/ says where it is sure. */
const replaced: Rule = ({ expected, received }) => {
  const at = startOfCharacter(received, firstDifference(expected, received));
  const isReplaced = (bytes: Buffer) => REPLACEMENT.equals(bytes.subarray(at, at + REPLACEMENT.length));
  if (!isReplaced(received) || isReplaced(expected)) return undefined;
  return say(isUtf8(expected) ? 'character-replaced' : 'bytes-replaced');
};

export const BYTE_RULES: Rule[] = [
  repeated,
  byteOrderMark,
  lastLineEnd,
  middle,
  beginning,
  reversed,
  swapped,
  replaced,
];

function piece(bytes: Uint8Array): { piece: string; size: number } {
  return { piece: quoted(bytes, { columns: PIECE_COLUMNS }), size: bytes.length };
}

/** Where a block that was added (or left out) begins. When it could be in several places: where a line begins. */
function beginningOfBlock(bytes: Buffer, at: number, length: number): number {
  for (let start = at; start > at - length; start--) {
    const before = bytes[start - 1];
    if (start === 0 || before === LINE_FEED) return start;
    if (before !== bytes[start - 1 + length]) return at;
  }
  return at;
}

/** What stands in `longer` behind `shorter`; nothing when it does not begin with it. */
function added(shorter: Buffer, longer: Buffer): Buffer {
  return isSame(longer.subarray(0, shorter.length), shorter) ? longer.subarray(shorter.length) : Buffer.alloc(0);
}

function isLineEnd(bytes: Buffer): boolean {
  return ['\n', '\r\n'].includes(bytes.toString('latin1'));
}

function endsWith(bytes: Buffer, end: Buffer): boolean {
  return bytes.length > end.length && isSame(bytes.subarray(bytes.length - end.length), end);
}
