import { expect, test } from 'vitest';
import { addressBytes, internetChecksum } from './ip-packet.ts';

test.each([
  ['127.0.0.1', '7f000001'],
  ['::1', '00000000000000000000000000000001'],
  ['::', '00000000000000000000000000000000'],
  ['fe80::1:2', 'fe800000000000000000000000010002'],
  ['2001:db8:1:2:3:4:5:6', '20010db8000100020003000400050006'],
  ['64:ff9b::192.0.2.33', '0064ff9b0000000000000000c0000221'],
])('%s', (address, hex) => {
  expect(addressBytes(address).toString('hex')).toBe(hex);
});

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
