import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { hexDump } from './bytes.ts';
import { testFolder } from './fixtures/test-folder.ts';
import { endpoint, line } from './line.ts';
import { nearest } from './nearest.ts';
import { addressInWords, count, thousands } from './phrases.ts';
import { plainLine, plainText } from './plain-text.ts';
import { cut, printable, printableLines, quoted } from './printable.ts';
import { theScreen } from './terminal.ts';
import { glyphs, looksBinary } from './visible-text.ts';
import { wrap, wrapBehind } from './wrap.ts';
import { writeAtomically } from './write-atomically.ts';

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
  ])('%j', (text, expected) => expect(printable(text)).toBe(expected));
});

describe('printableLines', () => {
  test.each([
    ['', []],
    ['one\n', ['one']],
    ['one\n\ntwo', ['one', '', 'two']],
    ['a\tb\r\n\x1b[2J', ['a    b\\r', '\\x1b[2J']],
  ])('%j', (text, expected) => expect(printableLines(text)).toEqual(expected));
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
  ])('%#', (text, options, expected) => expect(quoted(text, options)).toBe(expected));
});

test.each([
  ['short', 10, 'short'],
  ['exactly 10', 10, 'exactly 10'],
  ['longer than ten', 10, 'longer t …'],
  ['日本語のテキスト', 10, '日本語の …'],
  ['x'.repeat(1_000_000), 6, 'xxxx …'],
])('cut %#', (text, columns, expected) => expect(cut(text, columns)).toBe(expected));

test.each([
  ['José María 😀 李', 'José María 😀 李'],
  ['\u001b[2J\u001b[1;31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007name', 'name'],
  ['\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'link'],
  ['a\u0000b\u0008c\u007f\u009b31m', 'abc'],
  ['left\u202Eright\u2066', 'leftright'],
  ['two\r\nlines\tand a tab', 'two lines and a tab'],
  ['bare\u001b', 'bare'],
])('%j is %j on the screen', (text, shown) => expect(plainLine(text)).toBe(shown));

test('line breaks and tabs stay in a text', () => expect(plainText('a\r\n\tb\rc\u001b[K\n')).toBe('a\n\tb\nc\n'));

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
  ])('%s', (_, text, expected) => expect(shown(text)).toEqual(expected));

  test('in quotes, the quote and the backslash are escaped', () => {
    expect(shown('a"\\', { quoted: true })).toEqual(['a', '\\"', '\\\\']);
    expect(shown('a"\\')).toEqual(['a', '"', '\\']);
  });

  test('in ASCII', () => {
    expect(shown('ñe\u0301👍', { ascii: true })).toEqual(['\\u00f1', 'e', '\\u0301', '\\u{1f44d}']);
  });
});

test('byte by byte', () => expect(shown('añ', { bytewise: true })).toEqual(['a', '\\xc3', '\\xb1']));

test.each<[string, string | Uint8Array, boolean]>([
  ['ASCII', 'hello', false],
  ['text', 'mañana €', false],
  ['text that was decoded wrongly', 'ma\ufffd\ufffdana', false],
  ['text with a character cut at its end', Buffer.from('mañana €').subarray(0, 9), false],
  ['nothing', '', false],
  ['random bytes', Uint8Array.of(0x9c, 0x35, 0xfa, 0xdd, 0xbd, 0x78, 0xf0, 0x51, 0x27, 0x80), true],
  ['a length in front of text', Uint8Array.of(0xff, 0x80, 0x41, 0x42), true],
])('does %s look like data?', (_, bytes, expected) => expect(looksBinary(Buffer.from(bytes as string))).toBe(expected));

test('columns and byte offsets', () => {
  expect(glyphs(Buffer.from('añe\u0301字\n'))).toEqual([
    { shown: 'a', columns: 1, start: 0, end: 1 },
    { shown: 'ñ', columns: 1, start: 1, end: 3 },
    { shown: 'e\u0301', columns: 1, start: 3, end: 6 },
    { shown: '字', columns: 2, start: 6, end: 9 },
    { shown: '\\n', columns: 2, start: 9, end: 10 },
  ]);
});

test('bytes in hex and in text, a line for sixteen', () => {
  expect(hexDump(Buffer.from('HELLO\r\nñandú and more'))).toEqual([
    '0000  48 45 4c 4c 4f 0d 0a c3 b1 61 6e 64 c3 ba 20 61  HELLO....and.. a',
    '0010  6e 64 20 6d 6f 72 65                             nd more',
  ]);
});

test('half lines where there is less room, and a caret', () => {
  expect(hexDump(Buffer.from('0123456789'), { width: 60, mark: 9 })).toEqual([
    '0000  30 31 32 33 34 35 36 37  01234567',
    '0008  38 39                    89',
    '         ^^',
  ]);
});

test('of long data the first lines, the last ones, and those around the mark', () => {
  const lines = hexDump(Buffer.alloc(70_000, 'x'), { mark: 40_000 });
  expect(lines.map((line) => line.slice(0, 17).trimEnd())).toEqual([
    ...['00000  78 78 78 7', '00010  78 78 78 7', '00020  78 78 78 7', '00030  78 78 78 7'],
    '… 39,920 bytes …',
    ...['09c30  78 78 78 7', '09c40  78 78 78 7', '       ^^', '09c50  78 78 78 7'],
    '… 29,936 bytes …',
    ...['11150  78 78 78 7', '11160  78 78 78 7'],
  ]);
});

test('nothing: no line', () => expect(hexDump(Buffer.alloc(0))).toEqual([]));

const terminal = { isTTY: true, columns: 80 };

test.each([
  ['a terminal of 72 columns', { isTTY: true, columns: 72 }, {}, 72],
  ['a wide one', { isTTY: true, columns: 250 }, {}, 100],
  ['a narrow one', { isTTY: true, columns: 20 }, {}, 40],
  ['one of which nobody knows', { isTTY: true, columns: 0 }, {}, 80],
  ['a pipe', {}, {}, 80],
  ['a pipe to a pager that says how wide it is', {}, { COLUMNS: '60' }, 60],
  ['nonsense', {}, { COLUMNS: 'wide' }, 80],
])('%s', (_name, stream, env, width) => expect(theScreen(stream, env, 'linux').width).toBe(width));

test.each([
  [{}, 'linux', false],
  [{ LANG: 'es_ES.UTF-8' }, 'linux', false],
  [{ LANG: 'en_US.utf8', TERM: 'xterm-256color' }, 'darwin', false],
  [{ LANG: 'C' }, 'linux', true],
  [{ LANG: 'es_ES.UTF-8', LC_ALL: 'POSIX' }, 'linux', true],
  [{ TERM: 'linux', LANG: 'es_ES.UTF-8' }, 'linux', true],
  [{ TERM: 'dumb' }, 'linux', true],
  [{}, 'win32', true],
  [{ WT_SESSION: 'x' }, 'win32', false],
  [{ TERM_PROGRAM: 'vscode' }, 'win32', false],
] as const)('ASCII only with %j on %s: %s', (env, platform, ascii) => {
  expect(theScreen(terminal, env, platform).ascii).toBe(ascii);
  expect(theScreen({}, env, platform).ascii).toBe(false); // a file is UTF-8
});

test.each([
  [{}, false],
  [{ SOCKET_LAB_PLAIN: '' }, false],
  [{ SOCKET_LAB_PLAIN: '0' }, false],
  [{ SOCKET_LAB_PLAIN: '1' }, true],
])('plain with %j: %s', (env, plain) => expect(theScreen(terminal, env).plain).toBe(plain));

test.each([
  ['a terminal', terminal, {}, true],
  ['a pipe', {}, {}, false],
  ['a dumb terminal', terminal, { TERM: 'dumb' }, false],
  ['for a screen reader', terminal, { SOCKET_LAB_PLAIN: '1' }, false],
])('live: %s', (_name, stream, env, isLive) => expect(theScreen(stream, env).isLive).toBe(isLive));

test.for([
  ['Sending hola\n', true],
  ['Input: Sending hola\r\n', true],
  ['Sending hola', true],
  ['Sending hola mundo\n', false],
  ['Sending hol', false],
] as const)('the line "Sending hola" in %j: %s', ([text, found]) => {
  expect(line('Sending hola').test(text)).toBe(found);
});

test.for([
  ['to 127.0.0.1:4000', true],
  ['to ::ffff:127.0.0.1:4000', true],
  ['to [::ffff:127.0.0.1]:4000', true],
  ['to 127.0.0.1:40001', false],
  ['to 1127.0.0.1:4000', false],
  ['to 127.0.0.2:4000', false],
] as const)('127.0.0.1:4000 in %j: %s', ([text, found]) => {
  expect(endpoint({ address: '::ffff:127.0.0.1', port: 4000 }).test(text)).toBe(found);
});

const TOPICS = ['echo-service', 'http-client', 'ntp-client', 'socket-server', 'socket-utils', 'tcp-pair', 'udp-pair'];

test.each([
  ['ecko-service', 'echo-service'],
  ['echoservice', 'echo-service'],
  ['echo', 'echo-service'],
  ['udp', 'udp-pair'],
  ['UDP-Pair', 'udp-pair'],
  ['udppair', 'udp-pair'],
  ['socket-util', 'socket-utils'],
  ['htpp-client', 'http-client'],
  ['socket', undefined],
  ['homework', undefined],
  ['', undefined],
])('%s: %s', (written, meant) => expect(nearest(written, TOPICS)).toBe(meant));

test('of none it is none', () => expect(nearest('udp', [])).toBeUndefined());

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1,000 bytes'],
  [65_536, '65,536 bytes'],
  [16_777_216, '16,777,216 bytes'],
])('%d is "%s"', (number, words) => expect(count(number, 'byte')).toBe(words));

test('a noun with a plural of its own', () => expect(count(2, 'reply', 'replies')).toBe('2 replies'));

test('thousands apart', () => expect(thousands(1_234_567)).toBe('1,234,567'));

test.each([
  ['127.0.0.1:80', '127.0.0.1:80'],
  ['localhost:80', 'localhost:80'],
  ['::1:80', '[::1]:80'],
  [':::80', '[::]:80'],
  ['[::1]:80', '[::1]:80'],
  ['fe80::1%eth0:80', '[fe80::1%eth0]:80'],
  ['::ffff:127.0.0.1:80', '127.0.0.1:80'],
])('%s is %s', (place, expected) => expect(addressInWords(place)).toBe(expected));

test.each([
  ['', 10, ['']],
  ['one two three', 13, ['one two three']],
  ['one two three', 12, ['one two', 'three']],
  ['so a-word-that-is-longer than this', 10, ['so', 'a-word-tha', 't-is-longe', 'r than', 'this']],
  ['日本語のテキスト', 5, ['日本', '語の', 'テキ', 'スト']],
  ['  at src/server.ts:31 and so on', 20, ['  at', '  src/server.ts:31', '  and so on']],
  ['one\n\ntwo', 10, ['one', '', 'two']],
  ['日本 語の テキ', 9, ['日本 語の', 'テキ']],
])('%j in %d columns', (text, width, expected) => expect(wrap(text, width)).toEqual(expected));

test('behind a label', () => {
  expect(wrapBehind('Hint: ', 'one two three', 14)).toEqual(['Hint: one two', '      three']);
});

test('makes the folders above, replaces what was there, leaves nothing else', () => {
  const at = testFolder();
  writeAtomically(join(at, 'a/b/book.json'), 'one');
  writeAtomically(join(at, 'a/b/book.json'), 'two');
  expect(readFileSync(join(at, 'a/b/book.json'), 'utf8')).toBe('two');
  expect(readdirSync(join(at, 'a/b'))).toEqual(['book.json']);
});

test('leaves no temporary file when it fails', () => {
  const at = testFolder();
  writeAtomically(join(at, 'book.json/is a folder'), '');
  expect(() => writeAtomically(join(at, 'book.json'), 'x')).toThrow(/EISDIR|EPERM|ENOTEMPTY/);
  expect(readdirSync(at)).toEqual(['book.json']);
});

/** A disk of 64 KiB in a mount namespace of its own, which needs no rights where user namespaces are allowed. */
function onSmallDisk(script: string, disk: string) {
  const commands = 'mount -t tmpfs -o size=64k small "$1" && "$2" "$3" "$1" && ls -a "$1"';
  const words = ['-c', commands, 'sh', disk, process.execPath, script];
  return spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', ...words], { encoding: 'utf8' });
}

test('a full disk leaves what was there, and nothing else', ({ skip }) => {
  const { status, stdout } = onSmallDisk(
    fileURLToPath(new URL('fixtures/fill-and-write.ts', import.meta.url)),
    testFolder(),
  );
  if (status !== 0) skip('no small disk can be mounted here');
  expect(stdout.split('\n').slice(0, -1)).toEqual(['ENOSPC the first', '.', '..', 'book.json', 'filler']);
});
