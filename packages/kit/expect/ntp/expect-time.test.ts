import { expect, test } from 'vitest';
import { CheckFailure } from '../../failure/failure.ts';
import type { Program } from '../../program/program.ts';
import { expectServerTime, expectTime } from './expect-time.ts';
import type { NtpAnswer } from './ntp-server.ts';
import { decodePacket, encodePacket, type NtpPacket } from './packet.ts';
import { ntpTimestamp } from './timestamp.ts';

function program(stdout: string): Program {
  return {
    label: 'The program',
    stdout: { text: () => stdout },
    ending: { code: 0, signal: null },
    inTime: async () => {},
    prints: async (line: RegExp, what: string) => {
      const match = stdout.match(line);
      if (match) return match;
      throw new CheckFailure(`The program did not print ${what}.`);
    },
  } as unknown as Program;
}

const EMPTY = decodePacket(Buffer.alloc(48));

/** An answer with these fields to a request of the present. */
function answerOf(fields: Partial<NtpPacket>): NtpAnswer {
  const now = Date.now();
  const packet = { ...EMPTY, transmit: ntpTimestamp(now) };
  const request = { packet, bytes: encodePacket(packet), address: '127.0.0.1', port: 9, receivedAt: now / 1000 };
  return { request, packet: { ...EMPTY, originate: packet.transmit, ...fields }, sentAt: now / 1000 };
}

const ANSWER = answerOf({
  receive: ntpTimestamp('2026-01-02T03:04:03.750Z'),
  transmit: ntpTimestamp('2026-01-02T03:04:05.750Z'),
});

test.each([
  'Time = 2026-01-02T03:04:05.750Z\n',
  'Time = 2026-01-02T04:04:05.750+01:00\n',
  'Time = 20260102T030405.750Z\n',
  'Response received\nTime = 2026-01-02T03:04:05.75Z',
  'Server Time = unknown\r\nTime = 2026-01-02T03:04:05.750Z\r\n',
  'answered: Time = 2026-01-02T03:04:05.750Z\n',
])('%j is right', async (stdout) => {
  await expectTime(program(stdout), ANSWER);
});

test.each([
  ['2026-01-02T03:04:05.749Z', 'The program printed another time than that of the answer.', /: 1 ms too early$/],
  ['2026-01-02T03:04:05.751Z', 'The program printed another time than that of the answer.', /: 1 ms too late$/],
  ['2026-01-02T03:04:03.750Z', 'The program printed the receive timestamp (bytes 32 to 39).', /bytes 32 to 39/],
  ['2026-01-02T03:04:05.750', 'The program printed a time that names no instant.', /without a zone/],
  ['tomorrow', 'The program printed a time that names no instant.', /no date and time/],
  [new Date().toISOString(), /the originate timestamp|its own clock/, /^"Time = /],
])('%s is wrong', async (time, summary, received) => {
  const failure = await expectTime(program(`Time = ${time}\n`), ANSWER).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    summary: typeof summary === 'string' ? summary : expect.stringMatching(summary),
    comparison: { received: expect.stringMatching(received) },
  });
});

test.each([
  [0xffff_ffff, '05.999'],
  [0xffff_ffff, '06.000'],
  [0x0000_0001, '05.000'],
  [0x02b0_20c5, '05.010'],
  [0x02b0_20c5, '05.011'],
])('a fraction of %d may be rounded or cut: %s', async (fraction, second) => {
  const answer = answerOf({ transmit: ntpTimestamp('2026-01-02T03:04:05Z', fraction) });
  await expectTime(program(`Time = 2026-01-02T03:04:${second}Z\n`), answer);
});

test('what should have been passed over is named', async () => {
  const decoy = {
    answer: answerOf({ transmit: ntpTimestamp('2026-03-04T05:06:07Z') }),
    is: 'a datagram from another port',
  };
  await expect(expectTime(program('Time = 2026-03-04T05:06:07Z\n'), ANSWER, [decoy])).rejects.toThrow(
    'The program took for the answer what is none: a datagram from another port.',
  );
  await expect(expectTime(program(''), ANSWER, [decoy])).rejects.toThrow(
    'The program was stopped by what is not its answer: a datagram from another port.',
  );
});

test('no time at all', async () => {
  await expect(expectTime(program('Hello\n'), ANSWER)).rejects.toThrow('The program did not print "Time = …".');
});

const SAME = ntpTimestamp('2026-01-02T03:04:05.750Z');
const ALIKE = answerOf({ reference: ntpTimestamp('2026-01-02T02:04:05Z'), receive: SAME, transmit: SAME });

test.each(['2026-01-02T03:04:05.750Z', '2026-01-02T03:04:05Z', '2026-01-02T08:34:05+05:30'])(
  '%s is the time of the server',
  async (time) => {
    await expectServerTime(program(`Time = ${time}\n`), ALIKE);
  },
);

test('the offset may bring it a little later, but no later than it took', async () => {
  const answer = answerOf({ receive: SAME, transmit: SAME });
  const asked = ntpTimestamp(Date.now() - 500);
  answer.request.packet.transmit = asked;
  await expectServerTime(program('Time = 2026-01-02T03:04:06.100Z\n'), answer);
  await expect(expectServerTime(program('Time = 2026-01-02T04:04:05Z\n'), answer)).rejects.toThrow('another time');
});

test.each([
  ['2026-01-02T02:04:05.000Z', 'The program printed the reference timestamp (bytes 16 to 23).'],
  ['2096-01-02T03:04:05.750Z', /counted from 1970, and not from 1900/],
])('%s is not', async (time, summary) => {
  await expect(expectServerTime(program(`Time = ${time}\n`), ALIKE)).rejects.toThrow(summary);
});
