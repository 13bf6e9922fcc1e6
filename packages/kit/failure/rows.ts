import { startOfCharacter } from '../text/bytes.ts';
import { fitting, join, total } from '../text/printable.ts';
import { type Glyph, glyphs } from '../text/visible-text.ts';

export interface Rows {
  expected: string;
  received: string;
  caret: string;
  isWhole: boolean;
}

interface RowOptions {
  /** The first byte that differs, counted from 0. */
  at: number;
  room: number;
  ascii: boolean;
  /** Text beyond ASCII is shown byte by byte. */
  bytewise: boolean;
}

/** Bytes looked at for each column: a character of four bytes, and two marks on it. */
const BYTES_PER_COLUMN = 8;
/** Bytes shown in hex, and how many of them before the difference. */
const HEX_BYTES = 24;
const HEX_BEFORE = 8;

/** As text in quotes. The caret stands under the first character that differs. */
export function textRows(expected: Uint8Array, received: Uint8Array, { at, room, ascii, bytewise }: RowOptions): Rows {
  const dots = ascii ? '...' : '…';
  const reach = room * BYTES_PER_COLUMN;
  const from = startOfCharacter(expected, Math.max(0, at - reach));
  const windows = [expected.subarray(from, at + reach), received.subarray(from, at + reach)];
  const [wanted = [], came = []] = windows.map((bytes) => glyphs(bytes, { quoted: true, ascii, bytewise }));
  const parting = wanted.findIndex(({ shown }, index) => shown !== came[index]?.shown);
  const common = wanted.slice(0, parting === -1 ? wanted.length : parting);
  const rests = [wanted.slice(common.length), came.slice(common.length)];

  const longest = Math.max(expected.length, received.length);
  const quotes = 2;
  const widest = total(common) + Math.max(...rests.map(total)) + quotes;
  const isWhole = from === 0 && longest <= at + reach && widest <= room;
  const inner = isWhole ? room - quotes : room - quotes - 2 * (dots.length + 1);
  const [wantedRest = [], cameRest = []] = rests.map((rest) =>
    fitting(rest, Math.max(inner - total(common), Math.floor(inner / 2))),
  );
  const before = fittingAtEnd(common, inner - Math.max(total(wantedRest), total(cameRest)));
  const isCutBefore = from > 0 || before.length < common.length;
  const front = isCutBefore ? `${dots} "` : '"';
  const row = (bytes: Uint8Array, rest: Glyph[]) => {
    const end = from + (rest.at(-1) ?? common.at(-1) ?? { end: 0 }).end;
    return `${front}${join(before)}${join(rest)}"${end < bytes.length ? ` ${dots}` : ''}`;
  };
  return {
    expected: row(expected, wantedRest),
    received: row(received, cameRest),
    caret: `${' '.repeat(front.length + total(before))}^`,
    isWhole,
  };
}

/** As many of the glyphs as fit, the last ones. */
function fittingAtEnd(shown: Glyph[], columns: number): Glyph[] {
  return fitting(shown.toReversed(), columns).toReversed();
}

/** Byte by byte in hex. The caret stands under the first byte that differs. */
export function hexRows(
  expected: Uint8Array,
  received: Uint8Array,
  { at, room, ascii }: Omit<RowOptions, 'bytewise'>,
): Rows {
  const dots = ascii ? '...' : '…';
  const longest = Math.max(expected.length, received.length);
  const most = Math.min(HEX_BYTES, Math.floor((room - 2 * dots.length) / 3) - 1);
  const before = Math.min(at, Math.max(HEX_BEFORE, most - (longest - at)));
  const from = longest <= most ? 0 : at - before;
  const front = from > 0 ? `${dots} ` : '';
  const row = (bytes: Uint8Array) => {
    const shown = bytes.subarray(from, from + most);
    const pairs = [...shown].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return `${front}${pairs}${from + shown.length < bytes.length ? ` ${dots}` : ''}`;
  };
  return {
    expected: row(expected),
    received: row(received),
    caret: `${' '.repeat(front.length + 3 * (at - from))}^^`,
    isWhole: longest <= most,
  };
}
