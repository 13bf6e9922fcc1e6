import { expect, test } from 'vitest';
import { faultOfSource } from './fault-of-source.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

test.each([
  ['nothing', Buffer.alloc(0), undefined],
  ['UTF-8', Buffer.from('// ñandú €😀\n'), undefined],
  ['a byte order mark', Buffer.from('\uFEFFimport net from "node:net";\n'), undefined],
  [
    'Latin-1',
    latin1('let a = 1;\n// señal\n'),
    'is not UTF-8 (line 2: byte 0xf1), perhaps Latin-1. Save it as UTF-8, and submit it again',
  ],
  [
    'a character cut at the end',
    Buffer.from('ñ').subarray(0, 1),
    'is not UTF-8 (line 1: byte 0xc3), perhaps Latin-1. Save it as UTF-8, and submit it again',
  ],
  ['UTF-16', Buffer.from('\uFEFFlet a;', 'utf16le'), 'is UTF-16. Save it as UTF-8, and submit it again'],
  ['a program', Buffer.from('\u007fELF\u0002\u0000\u0000'), 'is a binary file. Submit the text'],
])('%s', (_, bytes, fault) => {
  expect(faultOfSource(bytes)).toBe(fault);
});
