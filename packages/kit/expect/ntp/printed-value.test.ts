import { expect, test } from 'vitest';
import { textOf } from '../../failure/message.ts';
import { readIso8601 } from './printed-value.ts';

const INSTANT = Date.parse('2026-01-02T03:04:05.750Z');

test.each([
  '2026-01-02T03:04:05.750Z',
  '2026-01-02T03:04:05,750Z',
  '2026-01-02t03:04:05.75z',
  '2026-01-02 03:04:05.750000Z',
  '2026-01-02T03:04:05.750+00:00',
  '2026-01-02T03:04:05.750-00:00',
  '2026-01-02T04:04:05.750+01:00',
  '2026-01-02T04:04:05.750+01',
  '2026-01-02T04:04:05.750+0100',
  '2026-01-01T22:04:05.750-05:00',
  '2026-01-02T08:49:05.750+05:45',
  '2026-01-03T00:04:05.750+21:00',
  '20260102T030405.750Z',
  '20260102T040405.750+0100',
  '20260102T040405.750+01',
  '2026-002T03:04:05.750Z',
  '2026002T030405.750Z',
  '2026-W01-5T03:04:05.750Z',
  '2026W015T030405.750Z',
  '2026-01-02T03:04:05.750Z (by the server)',
])('%s is the instant', (text) => {
  expect(readIso8601(text)).toEqual({ unixMs: INSTANT });
});

test.each([
  ['2026-01-02T03:04:05.7504Z', INSTANT + 0.4],
  ['2020-W53-5T00:00:00Z', Date.parse('2021-01-01')],
  ['2024-366T00:00:00Z', Date.parse('2024-12-31')],
  ['1968-01-20T03:14:08Z', Date.parse('1968-01-20T03:14:08Z')],
] as const)('%s', (text, unixMs) => {
  const read = readIso8601(text);
  expect('unixMs' in read && read.unixMs).toBeCloseTo(unixMs, 6);
});

test.each([
  ['', /^no date and time/],
  ['NaN', /^no date and time/],
  ['Invalid Date', /^no date and time/],
  ['1767323045', /^no date and time/],
  ['Fri Jan 02 2026 03:04:05 GMT+0000', /^no date and time/],
  ['2026-01-02', /^no date and time/],
  ['2026-01-02T25:04:05Z', /^no date and time/],
  ['2026-01-02T03:04:05.750Z)', /^no date and time/],
  ['2026-01-02T03:04:05.750', /^a time without a zone/],
  ['2026-01-02T03:04:05.750 UTC', /^a time without a zone/],
  ['2026-02-30T03:04:05Z', /^no day/],
  ['2026-13-01T03:04:05Z', /^no day/],
  ['2026-00-01T03:04:05Z', /^no day/],
  ['2026-01-00T03:04:05Z', /^no day/],
  ['2026-366T00:00:00Z', /^no day/],
  ['2026-W54-1T00:00:00Z', /^no day/],
])('%j is none', (text, fault) => {
  const read = readIso8601(text);
  expect('fault' in read && textOf(read.fault)).toMatch(fault);
});
