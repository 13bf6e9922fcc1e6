import { expect, test } from 'vitest';
import { textOf } from '../../failure/message.ts';
import { misreadTime } from './misread-time.ts';
import type { NtpPacket } from './packet.ts';
import { ntpTimestamp } from './timestamp.ts';

/** An answer with three wrong times: receive −2 s, originate −10 s, reference −1 h. */
const PACKET: NtpPacket = {
  ...{ leap: 0, version: 4, mode: 4, stratum: 1, poll: 6, precision: -20, rootDelay: 0, rootDispersion: 0 },
  referenceId: 'GPS\0',
  reference: ntpTimestamp('2026-01-02T02:04:05.750Z'),
  originate: ntpTimestamp('2026-01-02T03:03:55.750Z'),
  receive: ntpTimestamp('2026-01-02T03:04:03.750Z'),
  transmit: ntpTimestamp('2026-01-02T03:04:05.750Z'),
};
const OWN_CLOCK = { from: Date.parse('2026-11-01T00:00:00Z'), to: Date.parse('2026-11-01T00:00:01Z') };
const TRANSMIT = 'the transmit timestamp (bytes 40 to 47), ';
const misread = (printed: string, packet = PACKET) => {
  const message = misreadTime(Date.parse(printed), packet, OWN_CLOCK);
  return message && textOf(message);
};

test.each([
  ['2026-01-02T03:04:03.750Z', 'the receive timestamp (bytes 32 to 39)'],
  ['2026-01-02T03:03:55.750Z', 'the originate timestamp (bytes 24 to 31)'],
  ['2026-01-02T02:04:05.750Z', 'the reference timestamp (bytes 16 to 23)'],
  ['2026-11-01T00:00:00.300Z', 'the time of its own clock'],
  ['2096-01-02T03:04:05.750Z', `${TRANSMIT}counted from 1970, and not from 1900`],
  ['2166-01-02T03:04:05.750Z', `${TRANSMIT}with the 70 years from 1900 to 1970 added, and not taken away`],
  ['1889-11-25T20:35:49.750Z', `${TRANSMIT}with its seconds read as a signed number`],
  ['1920-01-18T05:26:05.750Z', `${TRANSMIT}with its seconds read from the last byte to the first (little-endian)`],
  ['1920-01-18T05:26:05.000Z', `${TRANSMIT}with its numbers read from the last byte to the first (little-endian)`],
  ['1970-01-21T10:55:23.045Z', `${TRANSMIT}with its seconds taken for milliseconds`],
  ['2026-01-01T03:04:05.750Z', `${TRANSMIT}a day early: 1900 was no leap year`],
  ['2026-01-03T03:04:05.750Z', `${TRANSMIT}a day late: from 1900 to 1970 there are 17 leap days, not 16`],
  ['2026-01-19T03:04:05.750Z', `${TRANSMIT}with 70 years of 365 days from 1900 to 1970, without their 17 leap days`],
  ['2026-01-01T15:04:05.750Z', `${TRANSMIT}with 70 years of 365.25 days from 1900 to 1970`],
  ['2162-02-08T09:32:21.750Z', /2³² seconds too many/],
  ['2026-01-02T03:04:05.000Z', `${TRANSMIT}without its fraction of a second`],
  ['2026-01-02T03:04:06.000Z', `${TRANSMIT}rounded to whole seconds`],
  ['2026-01-02T03:04:04.750Z', `${TRANSMIT}with its fraction read as a signed number`],
  ['2026-01-02T03:04:05.322Z', /the digits of its fraction/],
  ['2026-01-02T03:04:08.221Z', /taken for nanoseconds/],
  ['2026-01-02T03:57:46.225Z', /taken for microseconds/],
  ['2026-02-08T09:51:10.472Z', /taken for milliseconds/],
  ['2026-01-02T03:04:03.000Z', 'the receive timestamp (bytes 32 to 39), without its fraction of a second'],
  ['2096-01-02T03:04:03.750Z', 'the receive timestamp (bytes 32 to 39), counted from 1970, and not from 1900'],
])('%s is %s', (printed, words) => {
  expect(misread(printed)).toEqual(typeof words === 'string' ? words : expect.stringMatching(words));
});

test('what nothing known gives is not guessed', () => {
  expect(misread('2025-05-05T05:05:05.050Z')).toBeUndefined();
  expect(misread('2026-01-02T03:04:05.749Z')).toBeUndefined();
});

test('70 years taken from the year are a day wrong from 1 March 2026 to 29 February 2028', () => {
  const packet = { ...PACKET, transmit: ntpTimestamp('2027-06-15T12:00:00.250Z') };
  expect(misread('2027-06-14T12:00:00.250Z', packet)).toMatch(/70 taken away from the year/);
});

test('era 1 taken for era 0', () => {
  const packet = { ...PACKET, transmit: ntpTimestamp('2040-02-29T12:00:00.125Z') };
  expect(misread('1904-01-24T05:31:44.125Z', packet)).toMatch(/2³² seconds too few/);
});
