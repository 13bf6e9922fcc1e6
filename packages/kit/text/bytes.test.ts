import { expect, test } from 'vitest';
import { hexDump } from './bytes.ts';

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

test('nothing: no line', () => {
  expect(hexDump(Buffer.alloc(0))).toEqual([]);
});
