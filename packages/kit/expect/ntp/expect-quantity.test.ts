import { expect, test } from 'vitest';
import { textOf } from '../../failure/message.ts';
import type { Program } from '../../program/program.ts';
import { expectQuantity, type FourTimestamps, isRight, mistakeIn, type Quantity, rangeOf } from './expect-quantity.ts';
import type { NtpAnswer } from './ntp-server.ts';
import { decodePacket, type NtpPacket } from './packet.ts';
import { ntpTimestamp } from './timestamp.ts';

function program(stdout: string): Program {
  const prints = async (line: RegExp) => stdout.match(line);
  return { label: 'The program', stdout: { text: () => stdout }, inTime: async () => {}, prints } as unknown as Program;
}

/** Just now: asked a tenth of a second ago, answered at once by a server whose clock is this far ahead. */
function answer(aheadSeconds: number): NtpAnswer {
  const empty = decodePacket(Buffer.alloc(48));
  const now = Date.now();
  const request: NtpPacket = { ...empty, transmit: ntpTimestamp(now - 100) };
  const itsClock = ntpTimestamp(now - 50 + aheadSeconds * 1000);
  return {
    request: { packet: request, bytes: Buffer.alloc(48), address: '127.0.0.1', port: 9, receivedAt: now / 1000 },
    packet: { ...empty, originate: request.transmit, receive: itsClock, transmit: itsClock },
    sentAt: now / 1000,
  };
}

test.each([
  'Offset = 3600.25\n',
  'Offset = +3600.25 s\n',
  'Offset = +3600.251313\n',
  'Offset = 3.60025e+3\n',
  'Offset = 3600.2 (the server is ahead)\n',
  'Response received\nOffset = 3600.25',
])('%j is right', async (stdout) => {
  await expectQuantity(program(stdout), 'Offset', answer(3600.25));
});

test.each(['Offset = -7.5', 'Offset = −7.50 s', 'Offset = -7.5e0'])('%j is right', async (stdout) => {
  await expectQuantity(program(`${stdout}\n`), 'Offset', answer(-7.5));
});

test.each(['Delay = 0.1', 'Delay = 1e-1 s', 'Delay = .1'])('%j is right', async (stdout) => {
  await expectQuantity(program(`${stdout}\n`), 'Delay', answer(3600.25));
});

test('a program may know better when it has sent a request in whole seconds', async () => {
  const { request, ...rest } = answer(3600.25);
  const { transmit } = request.packet;
  const leftOut = Number(transmit & 0xffff_ffffn) / 2 ** 32;
  const packet = { ...request.packet, transmit: (transmit >> 32n) << 32n };
  const toTheSecond: NtpAnswer = { ...rest, request: { ...request, packet } };
  await expectQuantity(program('Offset = 3600.25\n'), 'Offset', toTheSecond);
  await expectQuantity(program(`Offset = ${3600.25 + leftOut / 2}\n`), 'Offset', toTheSecond);
  await expect(expectQuantity(program('Offset = 3599.6\n'), 'Offset', toTheSecond)).rejects.toThrow('a wrong offset');
});

test.each([
  ['Offset = -3600.25', 'The program printed a wrong offset: with its sign turned round'],
  ['Offset = 1234', 'The program printed a wrong offset.'],
  ['Offset = NaN', 'The program printed a wrong offset: no number of seconds.'],
  ['Offset = 3600250ms', 'The program printed a wrong offset: no number of seconds.'],
  ['Offset = ', 'The program printed a wrong offset: no number of seconds.'],
])('%j is wrong', async (stdout, summary) => {
  await expect(expectQuantity(program(`${stdout}\n`), 'Offset', answer(3600.25))).rejects.toThrow(summary);
});

test('a failure says what is expected, by which formula, and how exactly', async () => {
  await expect(expectQuantity(program('Delay = 5\n'), 'Delay', answer(0))).rejects.toMatchObject({
    comparison: {
      expected: expect.stringMatching(/^"Delay = 0\.1\d\d", which is \(T4 - T1\) - \(T3 - T2\), give or take 0\.06 s$/),
      received: '"Delay = 5"',
    },
  });
});

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
  expect(textOf(mistakeIn(quantity, printed, TIMES) ?? '')).toBe(words ?? '');
});

test('the request tells only the whole second', () => {
  const times = { ...TIMES, t1: { from: 1000, to: 1000.8 } };
  expect(isRight('Offset', 3599.95, times)).toBe(true);
  expect(isRight('Offset', 3599.55, times)).toBe(true);
  expect(isRight('Delay', 0.61, times)).toBe(true);
  expect(isRight('Delay', 0.5, times)).toBe(false);
  expect(textOf(mistakeIn('Offset', 7199.9, times) ?? '')).toBe('not divided by 2');
});
