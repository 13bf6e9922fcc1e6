import { type Glyph, type GlyphOptions, glyphs, looksBinary } from './visible-text.ts';

/**
 * Makes any text or bytes safe for a terminal and a report, on one line: control characters, escape sequences,
 * bidirectional controls, invisible characters and invalid UTF-8 are shown as escapes (`\n`, `\x1b`, `\u202e`, `\xff`).
 */
export function printable(text: string | Uint8Array, options: GlyphOptions = {}): string {
  return glyphs(Buffer.from(text as string), options)
    .map(({ shown }) => shown)
    .join('');
}

/** The same for a text of several lines: these stay lines. Tabs become blanks; the last line end is no line of its own. */
export function printableLines(text: string | Uint8Array, options: GlyphOptions = {}): string[] {
  const lines = Buffer.from(text as string)
    .toString('utf8')
    .split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => printable(line.replaceAll('\t', '    '), options));
}

/**
 * Bytes in double quotes, as a string literal of JavaScript would have them: `"hello\r\n"`. What does not fit in
 * `columns` is left out at the end, where `…` says so.
 */
export function quoted(text: string | Uint8Array, options: { columns?: number; ascii?: boolean } = {}): string {
  const { columns = Number.POSITIVE_INFINITY, ascii } = options;
  const bytes = Buffer.from(text as string);
  const dots = ascii ? ' ...' : ' …';
  // No glyph takes less than a byte: bytes beyond the columns cannot be shown (a wide one's marks excepted).
  const head = columns < bytes.length ? bytes.subarray(0, columns * 4) : bytes;
  const shown = glyphs(head, { quoted: true, ascii, bytewise: looksBinary(head) });
  const whole = shown.at(-1)?.end === bytes.length || bytes.length === 0;
  if (whole && total(shown) + 2 <= columns) return `"${join(shown)}"`;
  return `"${join(fitting(shown, columns - 2 - dots.length))}"${dots}`;
}

/** As many of the glyphs as fit, from the first on. */
export function fitting(shown: Glyph[], columns: number): Glyph[] {
  let used = 0;
  const end = shown.findIndex((glyph) => {
    used += glyph.columns;
    return used > columns;
  });
  return end === -1 ? shown : shown.slice(0, end);
}

export const total = (shown: Glyph[]): number => shown.reduce((sum, { columns }) => sum + columns, 0);
export const join = (shown: Glyph[]): string => shown.map((glyph) => glyph.shown).join('');

/** Printable text, cut to fit `columns`; it then ends in `…`. */
export function cut(text: string, columns: number, { ascii }: { ascii?: boolean } = {}): string {
  const shown = glyphs(Buffer.from(text.slice(0, columns * 8)));
  if (total(shown) <= columns) return text;
  const dots = ascii ? ' ...' : ' …';
  return join(fitting(shown, columns - dots.length)) + dots;
}

const SIGNS: Record<string, string> = { '“': '"', '”': '"', '’': "'", '…': '...', '·': '-', '×': 'x' };

/** Our own text with ASCII in the place of its typographic signs. What a student wrote is left alone. */
export function asciiText(text: string): string {
  return text.replace(/[“”’…·×]/g, (sign) => SIGNS[sign] ?? sign);
}
