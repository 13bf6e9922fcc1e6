import { expect, test } from 'vitest';
import { textOf } from '../../failure/message.ts';
import { answerInWords, decodePacket, encodePacket, extensionField, fieldInWords, type NtpPacket } from './packet.ts';
import { ntpTimestamp } from './timestamp.ts';

const PACKET: NtpPacket = {
  leap: 1,
  version: 4,
  mode: 4,
  stratum: 2,
  poll: 6,
  precision: -20,
  rootDelay: 0.5,
  rootDispersion: 1.25,
  referenceId: 'GPS\0',
  reference: ntpTimestamp('2026-01-02T02:04:05.750Z'),
  originate: 0x0123_4567_89ab_cdefn,
  receive: ntpTimestamp('2026-01-02T03:04:03.750Z'),
  transmit: ntpTimestamp('2026-01-02T03:04:05.750Z'),
};

test('each field stands where RFC 5905 §7.3, figure 8, has it', () => {
  expect(encodePacket(PACKET).toString('hex').replace(/.{8}/g, '$& ').trim().split(' ')).toEqual([
    ...['640206ec', '00008000', '00014000', '47505300'],
    ...['ed01a615', 'c0000000', '01234567', '89abcdef'],
    ...['ed01b423', 'c0000000', 'ed01b425', 'c0000000'],
  ]);
});

test('what was encoded is decoded, extremes too', () => {
  expect(decodePacket(encodePacket(PACKET))).toEqual(PACKET);
  const extremes: NtpPacket = {
    ...PACKET,
    ...{ leap: 3, version: 7, mode: 7, stratum: 255, poll: -128, precision: 127, rootDelay: 0, rootDispersion: 65_535 },
    ...{ referenceId: '\xff\x00\x01\x02', reference: 0n, originate: 0xffff_ffff_ffff_ffffn, receive: 1n },
  };
  expect(decodePacket(encodePacket(extremes))).toEqual(extremes);
});

test('what does not fit loses its upper bits', () => {
  const { transmit, stratum } = decodePacket(encodePacket({ ...PACKET, transmit: -1n, stratum: 257 }));
  expect([transmit, stratum]).toEqual([0xffff_ffff_ffff_ffffn, 1]);
});

test('less than 48 bytes are no packet, more are one', () => {
  const bytes = encodePacket(PACKET);
  expect(() => decodePacket(bytes.subarray(0, 47))).toThrow(RangeError);
  expect(decodePacket(Buffer.concat([bytes, extensionField(0x0104, Buffer.from('x'))]))).toEqual(PACKET);
});

test('an extension field is padded, and tells its length', () => {
  expect(extensionField(0x0104, Buffer.from('abcde')).toString('hex')).toBe(`0104001c6162636465${'00'.repeat(19)}`);
  expect(extensionField(0x0104, Buffer.alloc(29))).toHaveLength(36);
});

test('in words', () => {
  expect(textOf(fieldInWords('receive'))).toBe('the receive timestamp (bytes 32 to 39)');
  expect(answerInWords({ stratum: 0, referenceId: 'RATE', originate: 0n, transmit: PACKET.transmit })).toBe(
    'stratum 0, referenceId "RATE", originate 0, transmit 2026-01-02T03:04:05.750Z',
  );
  expect(answerInWords({ originate: 1n })).toBe('another originate');
});
