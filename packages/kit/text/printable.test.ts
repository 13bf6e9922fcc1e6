import { describe, expect, test } from 'vitest';
import { plainLine, plainText } from './plain-text.ts';
import { cut, printable, printableLines, quoted } from './printable.ts';

describe('printable: nothing that a terminal would obey', () => {
  test.each<[string | Uint8Array, string]>([
    ['', ''],
    ['plain "text" \\ stays', 'plain "text" \\ stays'],
    ['\x1b[31mred\x1b]0;title\x07', '\\x1b[31mred\\x1b]0;title\\x07'],
    ['back\b\b\b\rover', 'back\\x08\\x08\\x08\\rover'],
    ['user\u202eexe.txt', 'user\\u202eexe.txt'],
    ['two\nlines', 'two\\nlines'],
    [Uint8Array.of(0x68, 0x69, 0xff), 'hi\\xff'],
    ['\ud83d', '\ufffd'],
  ])('%j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });
});

describe('printableLines', () => {
  test.each([
    ['', []],
    ['one\n', ['one']],
    ['one\n\ntwo', ['one', '', 'two']],
    ['a\tb\r\n\x1b[2J', ['a    b\\r', '\\x1b[2J']],
  ])('%j', (text, expected) => {
    expect(printableLines(text)).toEqual(expected);
  });
});

describe('quoted', () => {
  test.each<[string | Uint8Array, { columns?: number; ascii?: boolean }, string]>([
    ['', {}, '""'],
    ['hello\r\n', {}, '"hello\\r\\n"'],
    ['say "hi" \\o/', {}, '"say \\"hi\\" \\\\o/"'],
    ['abcdefgh', { columns: 10 }, '"abcdefgh"'],
    ['abcdefghi', { columns: 10 }, '"abcdef" …'],
    ['abcdefghi', { columns: 10, ascii: true }, '"abcd" ...'],
    ['字字字字', { columns: 9 }, '"字字" …'],
    ['a\r\nb\r\n', { columns: 9 }, '"a\\r\\n" …'],
    ['e\u0301'.repeat(8), { columns: 10 }, `"${'e\u0301'.repeat(8)}"`],
    ['ñandú', { ascii: true }, '"\\u00f1and\\u00fa"'],
    [Buffer.alloc(16 * 1024 * 1024, 'x'), { columns: 8 }, '"xxxx" …'],
  ])('%#', (text, options, expected) => {
    expect(quoted(text, options)).toBe(expected);
  });
});

test.each([
  ['short', 10, 'short'],
  ['exactly 10', 10, 'exactly 10'],
  ['longer than ten', 10, 'longer t …'],
  ['日本語のテキスト', 10, '日本語の …'],
  ['x'.repeat(1_000_000), 6, 'xxxx …'],
])('cut %#', (text, columns, expected) => {
  expect(cut(text, columns)).toBe(expected);
});

test.each([
  ['José María 😀 李', 'José María 😀 李'],
  ['\u001b[2J\u001b[1;31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007name', 'name'],
  ['\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'link'],
  ['a\u0000b\u0008c\u007f\u009b31m', 'abc'],
  ['left\u202Eright\u2066', 'leftright'],
  ['two\r\nlines\tand a tab', 'two lines and a tab'],
  ['bare\u001b', 'bare'],
])('%j is %j on the screen', (text, shown) => {
  expect(plainLine(text)).toBe(shown);
});

test('line breaks and tabs stay in a text', () => {
  expect(plainText('a\r\n\tb\rc\u001b[K\n')).toBe('a\n\tb\nc\n');
});
