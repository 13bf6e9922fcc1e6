import { expect, test } from 'vitest';
import { internetChecksum } from './internet-checksum.ts';

test.each([
  ['the example of RFC 1071 §3', '0001f203f4f5f6f7', 0xffff - 0xddf2],
  ['an odd last byte', '01', 0xfeff],
  ['nothing', '', 0xffff],
  ['a header with its own checksum', '4500003044224000800644 2e8c7c19acae241e2b'.replace(' ', ''), 0],
])('%s', (_, hex, checksum) => {
  expect(internetChecksum(Buffer.from(hex, 'hex'))).toBe(checksum);
});

test('a long one loses no carry', () => {
  expect(internetChecksum(Buffer.alloc(200_000, 0xff))).toBe(0);
});
