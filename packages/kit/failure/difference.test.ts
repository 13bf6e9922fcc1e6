import { describe, expect, test } from 'vitest';
import { columns } from '../text/visible-text.ts';
import { difference } from './difference.ts';

type Given = string | Buffer;
const shows =
  (name: string, expected: Given, received: Given, followedBy?: string) =>
  ({ raw: [text = ''] }: TemplateStringsArray) => ({ name, expected, received, followedBy, text });

describe('difference', () => {
  test.each([
    shows('one byte', 'hello\r\n', 'heLlo\r\n')`
Expected: "hello\r\n"   68 65 6c 6c 6f 0d 0a
Received: "heLlo\r\n"   68 65 4c 6c 6f 0d 0a
             ^                ^^
          They differ at byte 3 of 7: "l" was expected, "L" came.
          Only upper and lower case differ.
`,
    shows('the stream ends early', 'hello\r\n', 'hel', 'the end of the stream')`
Expected: "hello\r\n"   68 65 6c 6c 6f 0d 0a
Received: "hel"         68 65 6c
              ^                  ^^
          Only the first 3 of 7 bytes came, then the end of the stream. Missing: "lo\r\n" (4 bytes).
`,
    shows('only the first byte came, and nothing is known of what followed', 'hello', 'h')`
Expected: "hello"   68 65 6c 6c 6f
Received: "h"       68
            ^          ^^
          Only the first of 5 bytes came, then nothing more. Missing: "ello" (4 bytes).
`,
    shows('nothing more came', 'hello', 'hell', 'nothing more, for 5 seconds')`
Expected: "hello"   68 65 6c 6c 6f
Received: "hell"    68 65 6c 6c
               ^                ^^
          Only the first 4 of 5 bytes came, then nothing more, for 5 seconds. Missing: "o" (1 byte).
`,
    shows('extra bytes', 'hello', 'hello\r\n')`
Expected: "hello"       68 65 6c 6c 6f
Received: "hello\r\n"   68 65 6c 6c 6f 0d 0a
                ^                      ^^
          All 5 expected bytes came, then more: "\r\n" (2 bytes).
          Only a line end was added.
`,
    shows('nothing came, for a while', 'hello\n', '', 'nothing more, for 5 seconds')`
Expected: "hello\n" (6 bytes)
Received: nothing, for 5 seconds
`,
    shows('nothing came, then the end', 'hello\n', '', 'the end of the stream')`
Expected: "hello\n" (6 bytes)
Received: nothing, then the end of the stream
`,
    shows('nothing was expected', '', 'Hi\x1b[31m')`
Expected: nothing
Received: "Hi\x1b[31m" (7 bytes)
`,
    shows('all came, but then a reset', 'abc', 'abc', 'a reset of the connection (ECONNRESET)')`
Expected: "abc"   61 62 63
Received: "abc"   61 62 63
              ^            ^^
          All 3 bytes came, then a reset of the connection (ECONNRESET).
`,
    shows('a tab in place of a space', 'a b', 'a\tb')`
Expected: "a b"    61 20 62
Received: "a\tb"   61 09 62
            ^         ^^
          They differ at byte 2 of 3: a space was expected, a tab (\t) came.
`,
    shows('a zero byte', 'ab', 'a\0')`
Expected: "ab"      61 62
Received: "a\x00"   61 00
            ^          ^^
          They differ at byte 2 of 2: "b" was expected, a zero byte (\x00) came.
`,
    shows('binary bytes', Buffer.from([0x00, 0xff, 0x80, 0x41]), Buffer.from([0x00, 0xff, 0x81, 0x41]))`
Expected: "\x00\xff\x80A"   00 ff 80 41
Received: "\x00\xff\x81A"   00 ff 81 41
                   ^              ^^
          They differ at byte 3 of 4: "\x80" was expected, "\x81" came.
`,
    shows(
      'data that happen to hold a letter are shown byte by byte',
      Buffer.from([0x9c, 0xfa, 0xdd, 0xbd, 0x78, 0xf0, 0xe7, 0x9c, 0xb8, 0x80]),
      Buffer.from([0x9c, 0xfa, 0xdd, 0xbd, 0x78, 0xf0, 0xe7, 0x9c, 0xb9, 0x80]),
    )`
Expected: "\x9c\xfa\xdd\xbdx\xf0\xe7\x9c\xb8\x80"   9c fa dd bd 78 f0 e7 9c b8 80
Received: "\x9c\xfa\xdd\xbdx\xf0\xe7\x9c\xb9\x80"   9c fa dd bd 78 f0 e7 9c b9 80
                                        ^                                   ^^
          They differ at byte 9 of 10: "\xb8" was expected, "\xb9" came.
`,
    shows(
      'a character of several bytes: the carets stand under the character and under the byte',
      'ÑANDÚ\n',
      'ÒANDÚ\n',
    )`
Expected: "ÑANDÚ\n"   c3 91 41 4e 44 c3 9a 0a
Received: "ÒANDÚ\n"   c3 92 41 4e 44 c3 9a 0a
           ^             ^^
          They differ at byte 2 of 8: "Ñ" was expected, "Ò" came.
`,
    shows('a character that is cut by the end', 'añ', Buffer.from('añ').subarray(0, 2), 'the end of the stream')`
Expected: "añ"      61 c3 b1
Received: "a\xc3"   61 c3
            ^             ^^
          Only the first 2 of 3 bytes came, then the end of the stream. Missing: "\xb1" (1 byte).
`,
    shows('behind wide characters', '日本語スト\n', '日本語ヌト\n')`
Expected: "日本語スト\n"   e6 97 a5 e6 9c ac e8 aa 9e e3 82 b9 e3 83 88 0a
Received: "日本語ヌト\n"   e6 97 a5 e6 9c ac e8 aa 9e e3 83 8c e3 83 88 0a
                 ^                                       ^^
          They differ at byte 11 of 16: "ス" was expected, "ヌ" came.
`,
    shows('behind an emoji', 'a👍bc', 'a👍bd')`
Expected: "a👍bc"   61 f0 9f 91 8d 62 63
Received: "a👍bd"   61 f0 9f 91 8d 62 64
               ^                      ^^
          They differ at byte 7 of 7: "c" was expected, "d" came.
`,
    shows('behind a combining accent', 'cafe\u0301s', 'cafe\u0301z')`
Expected: "cafés"   63 61 66 65 cc 81 73
Received: "caféz"   63 61 66 65 cc 81 7a
               ^                      ^^
          They differ at byte 7 of 7: "s" was expected, "z" came.
`,
    shows('behind joined emoji', '👩\u200d👩\u200d👧', '👩\u200d👩\u200d👦')`
Expected: "👩\u200d👩\u200d👧"   f0 9f 91 a9 e2 80 8d f0 9f 91 a9 e2 80 8d f0 9f 91 a7
Received: "👩\u200d👩\u200d👦"   f0 9f 91 a9 e2 80 8d f0 9f 91 a9 e2 80 8d f0 9f 91 a6
                           ^                                                        ^^
          They differ at byte 18 of 18: "👧" was expected, "👦" came.
`,
    shows(
      'text whole, hex cut, when they do not fit beside each other',
      'Message received from 127.0.0.1 port 41234: the quick brown fox\n',
      'Message received from 127.0.0.1, port 41234: the quick brown fox\n',
    )`
Expected: "Message received from 127.0.0.1 port 41234: the quick brown fox\n"
Received: "Message received from 127.0.0.1, port 41234: the quick brown fox\n"
                                          ^
  in hex: … 32 37 2e 30 2e 30 2e 31 20 70 6f 72 74 20 34 31 32 33 34 3a 20 74 68 65 …
          … 32 37 2e 30 2e 30 2e 31 2c 20 70 6f 72 74 20 34 31 32 33 34 3a 20 74 68 …
                                    ^^
          They differ at byte 32 of 64 (65 bytes came): a space was expected, "," came.
`,
    shows(
      'long text, cut on both sides',
      'The quick brown fox jumps over the lazy dog. '.repeat(30),
      `${'The quick brown fox jumps over the lazy dog. '.repeat(12)}And there it fell${'.'.repeat(1_000)}`,
    )`
Expected: … " quick brown fox jumps over the lazy dog. The quick brown fox jumps over the lazy do" …
Received: … " quick brown fox jumps over the lazy dog. And there it fell........................." …
                                                       ^
  in hex: … 7a 79 20 64 6f 67 2e 20 54 68 65 20 71 75 69 63 6b 20 62 72 6f 77 6e 20 …
          … 7a 79 20 64 6f 67 2e 20 41 6e 64 20 74 68 65 72 65 20 69 74 20 66 65 6c …
                                    ^^
          They differ at byte 541 of 1,350 (1,557 bytes came): "T" was expected, "A" came.
`,
    shows(
      'long binary data',
      Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 7) % 256)),
      Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index === 2_000 ? 9 : (index * 7) % 256))),
    )`
Expected: … "$+29@GNU\\cjqx\x7f\x86\x8d\x94\x9b\xa2\xa9\xb0\xb7\xbe\xc5\xcc\xd3\xda\xe1\xe8\xef" …
Received: … "$+29@GNU\\cjqx\x7f\x86\x8d\x94\x9b\xa2\xa9\t\xb7\xbe\xc5\xcc\xd3\xda\xe1\xe8\xef\xf6" …
                                                       ^
  in hex: … 78 7f 86 8d 94 9b a2 a9 b0 b7 be c5 cc d3 da e1 e8 ef f6 fd 04 0b 12 19 …
          … 78 7f 86 8d 94 9b a2 a9 09 b7 be c5 cc d3 da e1 e8 ef f6 fd 04 0b 12 19 …
                                    ^^
          They differ at byte 2,001 of 4,096: "\xb0" was expected, a tab (\t) came.
`,
    shows(
      'a long beginning',
      Buffer.alloc(16_777_216, 'abcdefgh'),
      Buffer.alloc(3_919_872, 'abcdefgh'),
      'a reset of the connection (ECONNRESET)',
    )`
Expected: … "ghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefghab" …
Received: … "ghabcdefghabcdefghabcdefghabcdefghabcdefgh"
                                                       ^
  in hex: … 61 62 63 64 65 66 67 68 61 62 63 64 65 66 67 68 61 62 63 64 65 66 67 68 …
          … 61 62 63 64 65 66 67 68
                                    ^^
          Only the first 3,919,872 of 16,777,216 bytes came, then a reset of the connection
          (ECONNRESET). Missing: "abcdefghabcdefghabcdefghabcdefghabcd" … (12,857,344 bytes).
`,
    shows('much more than expected', 'abc', `abc${'y'.repeat(5_000)}`)`
Expected: "abc"
Received: "abcyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy" …
              ^
  in hex: 61 62 63
          61 62 63 79 79 79 79 79 79 79 79 79 79 79 79 79 79 79 79 79 79 79 79 79 …
                   ^^
          All 3 expected bytes came, then more: "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy" … (5,000
          bytes).
`,
    shows(
      'the last byte of a long line',
      '0123456789abcdef'.repeat(3),
      `${'0123456789abcdef'.repeat(2)}0123456789abcdeX`,
    )`
Expected: "0123456789abcdef0123456789abcdef0123456789abcdef"
Received: "0123456789abcdef0123456789abcdef0123456789abcdeX"
                                                          ^
  in hex: … 38 39 61 62 63 64 65 66 30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66
          … 38 39 61 62 63 64 65 66 30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 58
                                                                                 ^^
          They differ at byte 48 of 48: "f" was expected, "X" came.
`,
  ])('$name', ({ expected, received, followedBy, text }) => {
    const lines = difference(Buffer.from(expected), Buffer.from(received), { width: 100, followedBy });
    expect(`\n${lines.join('\n')}\n`).toBe(text);
    expect(Math.max(...lines.map(columns))).toBeLessThanOrEqual(100);
  });

  test('in ASCII and 60 columns', () => {
    const lines = difference(Buffer.from('mañana '.repeat(20)), Buffer.from('mañana '.repeat(12)), {
      width: 60,
      ascii: true,
    });
    expect(`\n${lines.join('\n')}\n`).toBe(String.raw`
Expected: ... "ana ma\u00f1ana ma\u00f1ana ma\u00f1" ...
Received: ... "ana ma\u00f1ana "
                               ^
  in hex: ... 6d 61 c3 b1 61 6e 61 20 6d 61 c3 b1 61 ...
          ... 6d 61 c3 b1 61 6e 61 20
                                      ^^
          Only the first 96 of 160 bytes came, then nothing
          more. Missing: "ma\u00f1ana ma\u00f1ana
          ma\u00f1an" ... (64 bytes).
`);
  });

  test('16 MiB against 16 MiB take no time to speak of', { timeout: 30_000 }, () => {
    const expected = Buffer.alloc(16_777_216, 'x');
    const received = Buffer.from(expected);
    received[16_000_000] = 0;
    const begin = performance.now();
    const lines = difference(expected, received, { width: 100 });
    expect(performance.now() - begin).toBeLessThan(10_000);
    expect(lines.at(-1)).toBe(
      '          They differ at byte 16,000,001 of 16,777,216: "x" was expected, a zero byte (\\x00) came.',
    );
  });
});
