import { expect, test } from 'vitest';
import { fractionOf, isoOf, msAfter, ntpTimestamp, secondsOf, unixMsOf, unixSecondsOf } from './timestamp.ts';

// The dates of RFC 5905 §6, figure 4, and the borders of RFC 4330 §3.
test.each([
  ['1968-01-20T03:14:08Z', 0x8000_0000],
  ['1970-01-01T00:00:00Z', 2_208_988_800],
  ['1972-01-01T00:00:00Z', 2_272_060_800],
  ['1999-12-31T00:00:00Z', 3_155_587_200],
  ['2036-02-07T06:28:15Z', 0xffff_ffff],
  ['2036-02-07T06:28:16Z', 0],
  ['2036-02-08T00:00:00Z', 63_104],
  ['2104-02-26T09:42:23Z', 0x7fff_ffff],
])('%s is second %d of its era', (iso, seconds) => {
  const timestamp = ntpTimestamp(iso);
  expect(secondsOf(timestamp)).toBe(seconds);
  expect(fractionOf(timestamp)).toBe(0);
  expect(unixSecondsOf(timestamp)).toBe(Date.parse(iso) / 1000);
});

test('fractions are kept to the last bit', () => {
  expect(ntpTimestamp('2026-01-02T03:04:05.750Z') & 0xffff_ffffn).toBe(0xc000_0000n);
  expect(ntpTimestamp('1969-12-31T23:59:59.250Z') & 0xffff_ffffn).toBe(0x4000_0000n);
  for (const fraction of [0, 1, 0x7fff_ffff, 0xffff_ffff]) {
    const timestamp = ntpTimestamp('2026-01-02T03:04:05.750Z', fraction);
    expect(fractionOf(timestamp)).toBe(fraction);
    expect(unixMsOf(timestamp)).toBeCloseTo(Date.parse('2026-01-02T03:04:05Z') + (fraction * 1000) / 2 ** 32, 3);
  }
});

test('a time whose fraction rounds up is the next second', () => {
  expect(ntpTimestamp(999.999_999_99)).toBe(ntpTimestamp(1000));
});

test('the difference to a time is exact', () => {
  const timestamp = ntpTimestamp('2026-01-02T03:04:05Z', 0xffff_ffff);
  expect(msAfter(Date.parse('2026-01-02T03:04:05.999Z'), timestamp)).toBeGreaterThan(-1);
  expect(msAfter(Date.parse('2026-01-02T03:04:06.000Z'), timestamp)).toBeGreaterThan(0);
  expect(msAfter(Date.parse('2026-01-02T03:04:05.749Z'), ntpTimestamp('2026-01-02T03:04:05.750Z'))).toBe(-1);
});

test('in words', () => {
  expect(isoOf(ntpTimestamp('2040-02-29T12:00:00.001Z'))).toBe('2040-02-29T12:00:00.001Z');
});
