import { expect, test } from 'vitest';
import type { Program } from '../../program/program.ts';
import { expectQuantity } from './expect-quantity.ts';
import type { NtpAnswer } from './ntp-server.ts';
import { decodePacket, type NtpPacket } from './packet.ts';
import { ntpTimestamp } from './timestamp.ts';

/** A program that has printed this. */
function program(stdout: string): Program {
  const prints = async (line: RegExp) => stdout.match(line);
  return { who: 'The program', stdout: { text: () => stdout }, inTime: async () => {}, prints } as unknown as Program;
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
