import { describe, expect, test } from 'vitest';
import { glyphs, looksBinary } from './visible-text.ts';

const shown = (text: string | Uint8Array, options = {}) =>
  glyphs(Buffer.from(text as string), options).map((glyph) => glyph.shown);

describe('what a reader sees of a character', () => {
  test.each<[string, string | Uint8Array, string[]]>([
    ['ASCII', 'ab ~', ['a', 'b', ' ', '~']],
    ['line ends and tabs', '\r\n\t', ['\\r', '\\n', '\\t']],
    ['control characters', '\0\x1b\x7f', ['\\x00', '\\x1b', '\\x7f']],
    ['control characters of C1, as characters', '\u0085\u009b', ['\\u0085', '\\u009b']],
    ['letters beyond ASCII', 'ñ€字', ['ñ', '€', '字']],
    ['an emoji', '👍', ['👍']],
    ['an accent on its letter', 'e\u0301', ['e\u0301']],
    ['an accent alone', '\u0301e', ['\\u0301', 'e']],
    ['more accents than a letter bears', 'e\u0301\u0302\u0303\u0304', ['e\u0301\u0302\u0303', '\\u0304']],
    ['bidirectional controls', 'a\u202eb\u2066', ['a', '\\u202e', 'b', '\\u2066']],
    ['zero-width characters and the BOM', '\u200d\u200b\ufeff', ['\\u200d', '\\u200b', '\\ufeff']],
    ['a variation selector', '❤\ufe0f', ['❤', '\\ufe0f']],
    ['the skin of an emoji', '👍\u{1f3fd}', ['👍', '\\u{1f3fd}']],
    ['blanks that are no space', '\u00a0\u3000\u2028', ['\\u00a0', '\\u3000', '\\u2028']],
    ['private use', '\ue000\u{10ffff}', ['\\ue000', '\\u{10ffff}']],
    ['the replacement character', '\ufffd', ['\ufffd']],
    ['a stray continuation byte', Uint8Array.of(0x80, 0x41), ['\\x80', 'A']],
    ['a character cut short', Uint8Array.of(0xe2, 0x82), ['\\xe2', '\\x82']],
    ['an overlong form', Uint8Array.of(0xc0, 0xaf), ['\\xc0', '\\xaf']],
    ['a surrogate in UTF-8', Uint8Array.of(0xed, 0xa0, 0x80), ['\\xed', '\\xa0', '\\x80']],
    ['beyond the last code point', Uint8Array.of(0xf4, 0x90, 0x80, 0x80), ['\\xf4', '\\x90', '\\x80', '\\x80']],
    ['a byte that no UTF-8 has', Uint8Array.of(0xff), ['\\xff']],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  test('in quotes, the quote and the backslash are escaped', () => {
    expect(shown('a"\\', { quoted: true })).toEqual(['a', '\\"', '\\\\']);
    expect(shown('a"\\')).toEqual(['a', '"', '\\']);
  });

  test('in ASCII', () => {
    expect(shown('ñe\u0301👍', { ascii: true })).toEqual(['\\u00f1', 'e', '\\u0301', '\\u{1f44d}']);
  });
});

test('byte by byte', () => {
  expect(shown('añ', { bytewise: true })).toEqual(['a', '\\xc3', '\\xb1']);
});

test.each<[string, string | Uint8Array, boolean]>([
  ['ASCII', 'hello', false],
  ['text', 'mañana €', false],
  ['text that was decoded wrongly', 'ma\ufffd\ufffdana', false],
  ['text with a character cut at its end', Buffer.from('mañana €').subarray(0, 9), false],
  ['nothing', '', false],
  ['random bytes', Uint8Array.of(0x9c, 0x35, 0xfa, 0xdd, 0xbd, 0x78, 0xf0, 0x51, 0x27, 0x80), true],
  ['a length in front of text', Uint8Array.of(0xff, 0x80, 0x41, 0x42), true],
])('does %s look like data?', (_, bytes, expected) => {
  expect(looksBinary(Buffer.from(bytes as string))).toBe(expected);
});

test('columns and byte offsets', () => {
  expect(glyphs(Buffer.from('añe\u0301字\n'))).toEqual([
    { shown: 'a', columns: 1, start: 0, end: 1 },
    { shown: 'ñ', columns: 1, start: 1, end: 3 },
    { shown: 'e\u0301', columns: 1, start: 3, end: 6 },
    { shown: '字', columns: 2, start: 6, end: 9 },
    { shown: '\\n', columns: 2, start: 9, end: 10 },
  ]);
});
