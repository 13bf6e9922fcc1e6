import { expect, test } from 'vitest';
import { textOf } from './message.ts';
import { relation } from './relation.ts';

test.each<[string, string | Buffer, string | Buffer, string | undefined]>([
  ['twice', 'hello', 'hellohello', 'The expected bytes came twice.'],
  ['several times', 'ab', 'ababab', 'The expected bytes came 3 times.'],
  ['a piece twice', 'hello', 'helhello', 'A piece came twice: "hel" (3 bytes).'],
  ['a line twice', 'one\ntwo\nthree\n', 'one\ntwo\ntwo\nthree\n', 'A piece came twice: "two\\n" (4 bytes).'],
  [
    'a line left out',
    'one\ntwo\nthree\n',
    'one\nthree\n',
    'A piece is missing: "two\\n" (4 bytes). The rest is right.',
  ],
  [
    'the beginning left out',
    'hello world\n',
    'world\n',
    'The beginning is missing: "hello " (6 bytes). The rest is right.',
  ],
  [
    'a greeting first',
    'hello\n',
    'Echo server\r\nhello\n',
    'The expected bytes came, but something stands before them: "Echo server\\r\\n" (13 bytes).',
  ],
  ['no last line end', 'hello\n', 'hello', 'Only the last line end is missing.'],
  ['no last CRLF', 'hello\r\n', 'hello', 'Only the last line end is missing.'],
  ['a line end too many', 'hello', 'hello\n', 'Only a line end was added.'],
  ['LF for CRLF', 'a\r\nb\r\n', 'a\nb\n', 'Only the line ends differ: \\n came in place of \\r\\n.'],
  ['CRLF for LF', 'a\nb\n', 'a\r\nb\r\n', 'Only the line ends differ: \\r\\n came in place of \\n.'],
  ['mixed line ends', 'a\r\nb\n', 'a\nb\r\n', 'Only the line ends differ (\\r\\n and \\n).'],
  ['a BOM', 'hello', '\ufeffhello', 'A byte order mark (BOM, U+FEFF: ef bb bf) stands before the expected bytes.'],
  ['no BOM', '\ufeffhello', 'hello', 'The byte order mark (BOM, U+FEFF: ef bb bf) at the beginning is missing.'],
  [
    'a character decoded in halves',
    'mañana €',
    'ma\ufffd\ufffdana \ufffd\ufffd\ufffd',
    'U+FFFD (ef bf bd) came in place of a character.',
  ],
  [
    'binary data decoded',
    Buffer.from([0x00, 0xff, 0x80, 0x41]),
    '\0\ufffd\ufffdA',
    'U+FFFD (ef bf bd) came in place of bytes that are no text.',
  ],
  ['the replacement character itself was sent', 'a\ufffdb', 'a\ufffdc', undefined],
  ['letters of ASCII in capitals', 'hola', 'HOLA', 'Only upper and lower case differ.'],
  ['not in upper case', 'HELLO\n', 'hello\n', 'The letters are right, but not all are in upper case.'],
  [
    'only ASCII in upper case',
    'ÑANDÚ\n',
    'ñANDú\n',
    'Only letters outside a–z are in the wrong case: "ñ" in place of "Ñ".',
  ],
  ['a letter that grows in upper case', 'STRASSE', 'STRAßE', 'The letters are right, but not all are in upper case.'],
  ['other case', 'Hello\n', 'hELLO\n', 'Only upper and lower case differ.'],
  ['pieces swapped', 'hello', 'lohel', 'The pieces came in the wrong order: "lo" (2 bytes) before "hel" (3 bytes).'],
  [
    'bytes of a number reversed',
    Buffer.from([0x00, 0x00, 0x01, 0x02]),
    Buffer.from([0x02, 0x01, 0x00, 0x00]),
    'The same bytes came in reverse order. In a number on the network the most significant byte goes first (big-endian).',
  ],
  ['text reversed', 'hello', 'olleh', 'The same bytes came in reverse order.'],
  [
    'lines in another order',
    'a\nb\nc\n',
    'b\nc\na\n',
    'The pieces came in the wrong order: "b\\nc\\n" (4 bytes) before "a\\n" (2 bytes).',
  ],
  [
    'lines in another order (not only swapped)',
    'a\nb\nc\nd\n',
    'b\na\nd\nc\n',
    'The lines are right, but in another order: "a" came too late.',
  ],
  ['trimmed', '  hello \n', 'hello\n', 'Only the white space around the text differs (blanks, tabs, line ends).'],
  [
    'another composition',
    'caf\u00e9',
    'cafe\u0301',
    'The letters look alike, but their accents are coded in another way (Unicode normalization, NFC and NFD).',
  ],
  ['nothing in common', 'hello', 'GOODBYE', undefined],
  ['the same', 'hello', 'hello', undefined],
  ['nothing came', 'hello', '', undefined],
  ['a beginning', 'hello', 'hel', undefined],
  ['one byte of many', 'hello world', 'hello_world', undefined],
  ['a short repetition may be chance', 'helo', 'hello', undefined],
])('%s', (_, expected, received, words) => {
  const found = relation(Buffer.from(expected), Buffer.from(received));
  expect(found && textOf(found)).toBe(words);
});
