import { expect, test } from 'vitest';
import { type FourTimestamps, isRight, mistakeIn, type Quantity, rangeOf } from './four-timestamps.ts';

/** The server is 3600.25 s ahead; the request took 0.4 s, the server 2 s, the answer 1 s. */
const TIMES: FourTimestamps = {
  t1: { from: 1000, to: 1000 },
  t2: 4600.65,
  t3: 4602.65,
  t4: { from: 1003.4, to: 1003.42 },
};

test('between which values they lie', () => {
  const offset = rangeOf('Offset', TIMES);
  expect(offset.from).toBeCloseTo(3599.94);
  expect(offset.to).toBeCloseTo(3599.95);
  const delay = rangeOf('Delay', TIMES);
  expect(delay.from).toBeCloseTo(1.4);
  expect(delay.to).toBeCloseTo(1.42);
});

test.each<[Quantity, number]>([
  ['Offset', 3599.95],
  ['Offset', 3599.9],
  ['Delay', 1.4],
  ['Delay', 1.412345],
  ['Delay', 1.36],
])('%s = %d is right', (quantity, printed) => {
  expect(isRight(quantity, printed, TIMES)).toBe(true);
});

test.each<[Quantity, number, string | undefined]>([
  ['Offset', -3599.95, 'with its sign turned round: it is positive when the server is ahead'],
  ['Offset', 7199.9, 'not divided by 2'],
  ['Offset', 3599950, 'in milliseconds'],
  ['Offset', 3600.65, "T2 - T1 alone: the time of the request's way is in it"],
  ['Offset', 3599.24, "T3 - T4 alone: the time of the answer's way is in it"],
  ['Offset', 0.7, '((T2 - T1) - (T3 - T4)) / 2'],
  ['Offset', 1.41, 'the delay'],
  ['Offset', 2_208_988_800 + 3599.95, 'with some timestamps counted from 1900 and others from 1970'],
  ['Offset', 3599.95 - 2 ** 32, 'with timestamps of two eras, which are 2³² seconds apart'],
  ['Offset', 3599.95 - 2 ** 31, 'with timestamps of two eras, which are 2³² seconds apart'],
  ['Offset', 3599, 'cut to whole seconds'],
  ['Offset', 1234, undefined],
  ['Offset', Number.NaN, undefined],
  ['Delay', 3.41, 'T4 - T1 alone: the time that the server took is in it'],
  ['Delay', 5.4, '(T4 - T1) + (T3 - T2): the time that the server took is in it twice'],
  ['Delay', -1.41, 'with its sign turned round'],
  ['Delay', 0.7, 'divided by 2: both ways belong to it'],
  ['Delay', 1410, 'in milliseconds'],
  ['Delay', 3599.95, 'the offset'],
  ['Delay', 1.41 - 2_208_988_800, 'with some timestamps counted from 1900 and others from 1970'],
  ['Delay', 3600.65, 'T2 - T1 alone: they come from two clocks'],
  ['Delay', -3599.24, 'T4 - T3 alone: they come from two clocks'],
  ['Delay', 1, 'cut to whole seconds'],
])('%s = %d is wrong: %s', (quantity, printed, words) => {
  expect(isRight(quantity, printed, TIMES)).toBe(false);
  expect(mistakeIn(quantity, printed, TIMES)).toBe(words);
});

test('the request tells only the whole second', () => {
  const times = { ...TIMES, t1: { from: 1000, to: 1000.8 } };
  expect(isRight('Offset', 3599.95, times)).toBe(true);
  expect(isRight('Offset', 3599.55, times)).toBe(true);
  expect(isRight('Delay', 0.61, times)).toBe(true);
  expect(isRight('Delay', 0.5, times)).toBe(false);
  expect(mistakeIn('Offset', 7199.9, times)).toBe('not divided by 2');
});
