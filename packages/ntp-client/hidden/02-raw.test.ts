import {
  type CheckContext,
  check,
  expectNetworkFailure,
  expectPortFlag,
  expectUsage,
  type Program,
} from '@socket-lab/kit';
import { unknownNames } from '@socket-lab/kit/expect/names/names';
import { expectQuantity } from '@socket-lab/kit/expect/ntp/expect-quantity';
import { expectTime } from '@socket-lab/kit/expect/ntp/expect-time';
import { kiss, type NtpRequest, type NtpServer, serveNtp } from '@socket-lab/kit/expect/ntp/ntp-server';
import type { NtpPacket } from '@socket-lab/kit/expect/ntp/packet';
import { ntpTimestamp } from '@socket-lab/kit/expect/ntp/timestamp';
import { textOf } from '@socket-lab/kit/failure/message';
import { anotherGivesUp, expectRefused } from '../tests/gives-up.ts';
import { say } from './messages.ts';
import { expectDefaultTimeout, expectPatience } from './patience.ts';

const program = '02-raw';
const TIME = 'prints the time of the transmit timestamp';
const OFFSET = 'prints by how much the clock of the server is ahead';
const SILENCE = 'gives up when no answer comes';

const AHEAD_SECONDS = 3600.25;
/**
 * How long an answer is on its way, or a server takes for it, in milliseconds: far longer than a program takes to print
 * what it got.
 */
const LONG_MS = 2_000;
/** Something over ten seconds, as a difference of two timestamps: another second, and another fraction. */
const A_WHILE = (10n << 32n) + 0x6666_6666n;

// Where it sends to

check(
  'asks at the address of --host',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'sends a datagram to the server',
    hint: 'The address of --host goes to send, beside the port.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp, { host: '127.0.0.2' });
    await start('02-raw', { args: ['--host=127.0.0.2', `--port=${server.port}`] });
    await server.request();
  },
);

check(
  'says in one line that the host is not known, and ends with 1',
  {
    program,
    points: 1,
    needs: SILENCE,
    hint: 'A name without an address is an error like another: one line with its code on stderr, as the starter has it.',
  },
  async ({ start, udp }) => {
    const { port } = await udp.unusedPort();
    const [name] = await unknownNames();
    const client = await start('02-raw', { host: name, port });
    await expectNetworkFailure(client, /ENOTFOUND|EAI_AGAIN/, say('line-with-enotfound-or-eai-again'));
  },
);

check(
  'refuses an unknown flag with its usage',
  {
    program,
    points: 1,
    needs: 'sends a datagram to the server',
    hint: 'parseArgs throws for a flag it does not know: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start, udp }) => {
    const { port } = await udp.unusedPort();
    const client = await start('02-raw', { args: ['--host=127.0.0.1', `--port=${port}`, '--colour', 'blue'] });
    await expectUsage(client);
  },
);

check(
  'refuses what is no port, with its usage',
  {
    program,
    points: 1,
    needs: 'sends a datagram to the server',
    hint: 'A port is a whole number from 0 to 65535, and nothing behind it: keep the test of the starter.',
  },
  async ({ start }) => {
    await expectPortFlag((port) => start('02-raw', { args: ['--host=127.0.0.1', '--timeout=300', `--port=${port}`] }));
  },
);

// The time

check(
  'keeps the milliseconds of every fraction',
  {
    program,
    gap: 3,
    points: 2,
    needs: TIME,
    hint: 'The fraction counts units of 1/2³² s. Ten milliseconds are ".010", and all but nothing is not yet a second.',
  },
  async (context) => {
    for (const fraction of [0x02b0_20c5, 0xffff_ffff, 0x0000_0001, 0x74ea_4a8c]) {
      await expectTimeOf(context, ntpTimestamp('2026-01-02T03:04:05Z', fraction));
    }
  },
);

check(
  'prints the days around the leap days',
  {
    program,
    gap: 3,
    points: 1,
    needs: TIME,
    hint: 'Take seconds from seconds. Who takes 70 years from the year of a date gets another leap day.',
  },
  async (context) => {
    for (const time of ['2023-06-15T12:00:00.250Z', '2024-02-29T23:59:59.500Z', '2000-02-29T00:00:00.125Z']) {
      await expectTimeOf(context, ntpTimestamp(time));
    }
  },
);

check(
  'prints times before 1970',
  {
    program,
    gap: 3,
    points: 1,
    needs: TIME,
    hint: 'When the highest bit of the seconds is 1, they count from 1900: down to 1968 (RFC 4330, section 3).',
  },
  async (context) => {
    for (const time of ['1968-01-20T05:00:00.250Z', '1969-12-31T23:59:59.500Z']) {
      await expectTimeOf(context, ntpTimestamp(time));
    }
  },
);

check(
  'prints times after 7 February 2036',
  {
    program,
    gap: 3,
    points: 2,
    needs: TIME,
    hint: 'Then 32 bits of seconds begin again with 0. When their highest bit is 0, that has happened (RFC 4330, section 3).',
  },
  async (context) => {
    const times = ['2036-02-07T06:28:15.750Z', '2036-02-07T06:28:16.250Z', '2040-02-29T12:00:00.125Z'];
    for (const time of [...times, '2103-12-31T23:59:59.500Z']) await expectTimeOf(context, ntpTimestamp(time));
  },
);

// Offset and delay

check(
  'prints a negative offset when the clock of the server is behind',
  {
    program,
    gap: 4,
    points: 1,
    needs: OFFSET,
    hint: 'Positive: the server is ahead. Negative: it is behind. Does something take the sign away?',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp, { aheadSeconds: -AHEAD_SECONDS });
    const client = await start('02-raw', { host: '127.0.0.1', port: server.port });
    await expectQuantity(client, 'Offset', await server.answer(await server.request()));
  },
);

check(
  'prints the offset to a server after 7 February 2036',
  {
    program,
    gap: 4,
    points: 1,
    needs: OFFSET,
    hint: 'Compute with times that count from one and the same beginning, not with the seconds as they stand in the packet.',
  },
  async ({ start, udp }) => {
    const aheadSeconds = (Date.parse('2040-02-29T12:00:00Z') - Date.now()) / 1000;
    const server = await serveNtp(udp, { aheadSeconds });
    const client = await start('02-raw', { host: '127.0.0.1', port: server.port });
    await expectQuantity(client, 'Offset', await server.answer(await server.request()));
  },
);

check(
  'counts both ways into the offset',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'prints how long the datagrams were on their way',
    hint: 'T2 - T1 alone has the way of the request in it, T3 - T4 alone that of the answer: the mean of both is the offset.',
  },
  async (context) => {
    const { client, server, request } = await asks(context, { aheadSeconds: AHEAD_SECONDS });
    const atOnce = ntpTimestamp((request.receivedAt + AHEAD_SECONDS) * 1000);
    const after = anotherGivesUp(context, program, LONG_MS);
    const note = 'the answer, long on its way';
    const answer = await server.answer(request, { receive: atOnce, transmit: atOnce }, { after, note });
    await expectQuantity(client, 'Offset', answer);
  },
);

check(
  'does not count the time that the server takes into the delay',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'prints how long the datagrams were on their way',
    hint: 'From T2 to T3 the request lies at the server: that is no part of the way.',
  },
  async (context) => {
    const { client, server, request } = await asks(context, { aheadSeconds: AHEAD_SECONDS });
    const after = anotherGivesUp(context, program, LONG_MS);
    const answer = await server.answer(request, {}, { after, note: 'the answer of a slow server' });
    await expectQuantity(client, 'Delay', answer);
  },
);

// What is not the answer: passed over

const ANSWER = answerAt('2026-01-02T03:04:05.750Z');
/** What a packet that is not the answer has in it. */
const OTHER_ANSWER = answerAt('2026-03-04T05:06:07.250Z');

check(
  'passes over the answer to another request',
  {
    program,
    gap: 5,
    points: 2,
    needs: TIME,
    hint: 'The originate timestamp of the answer is the transmit timestamp of the request, or it answers another one.',
  },
  async (context) => {
    const { client, server, request } = await asks(context);
    const originate = request.packet.transmit - A_WHILE;
    const is = say('answer-to-earlier-request');
    const stale = await server.answer(request, { ...OTHER_ANSWER, originate }, { note: textOf(is) });
    await expectTime(client, await server.answer(request, ANSWER), [{ answer: stale, is }]);
  },
);

check(
  'compares all 64 bits of the originate timestamp',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'passes over the answer to another request',
    hint: 'Two requests may be sent within one millisecond, or one second. Compare the 8 bytes with those that you sent.',
  },
  async (context) => {
    for (const bit of [0n, 31n, 32n, 63n]) {
      const { client, server, request } = await asks(context);
      const originate = request.packet.transmit ^ (1n << bit);
      const is = say('originate-wrong-in-one-bit', { bit: Number(63n - bit) });
      const stale = await server.answer(request, { ...OTHER_ANSWER, originate }, { note: textOf(is) });
      await expectTime(client, await server.answer(request, ANSWER), [{ answer: stale, is }]);
    }
  },
);

check(
  'gives up when nothing but the answer to another request comes',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'passes over the answer to another request',
    hint: 'What is passed over ends nothing, the timer neither: when the time is up, one line on stderr and exit code 1.',
  },
  async (context) => {
    const { client, server, request } = await asks(context, { timeoutMs: 1_000 });
    const note = 'the answer to another request';
    await server.answer(request, { ...OTHER_ANSWER, originate: 0n }, { note });
    await expectRefused(client, note);
  },
);

check(
  'passes over a datagram from another port',
  {
    program,
    gap: 5,
    points: 2,
    needs: TIME,
    hint: 'Anybody can send you a datagram. It is the answer only if it comes from the port that you wrote to.',
  },
  async (context) => {
    const { client, server, request } = await asks(context);
    const wrong = await server.answer(request, OTHER_ANSWER, { from: 'another port' });
    await expectTime(client, await server.answer(request, ANSWER), [{ answer: wrong, is: say('from-another-port') }]);
  },
);

check(
  'passes over a datagram from another address',
  {
    program,
    gap: 5,
    points: 2,
    needs: TIME,
    hint: 'Every NTP server has port 123. It is the answer only if it comes from the address that you wrote to.',
  },
  async (context) => {
    const { client, server, request } = await asks(context);
    const wrong = await server.answer(request, OTHER_ANSWER, { from: 'another address' });
    const is = say('from-another-address');
    await expectTime(client, await server.answer(request, ANSWER), [{ answer: wrong, is }]);
  },
);

check(
  "passes over a kiss-o'-death that answers another request",
  {
    program,
    gap: 5,
    points: 1,
    needs: 'passes over the answer to another request',
    hint: 'Anybody could keep you from your time with a made-up kiss. Is it for you? Look at that first.',
  },
  async (context) => {
    const { client, server, request } = await asks(context);
    const originate = request.packet.transmit - A_WHILE;
    const is = say('kiss-to-another-request');
    const stray = await server.answer(request, { ...OTHER_ANSWER, ...kiss('DENY'), originate }, { note: textOf(is) });
    await expectTime(client, await server.answer(request, ANSWER), [{ answer: stray, is }]);
  },
);

// What is not the answer: refused

check(
  'refuses a packet that lacks a single byte',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'refuses a packet that is too short',
    hint: 'The last byte is that of the fraction of the transmit timestamp: 47 bytes are too short, and so is none.',
  },
  async (context) => {
    for (const length of [47, 0]) {
      const { client, server, request } = await asks(context, { timeoutMs: 1_000 });
      await server.answer(request, ANSWER, { length });
      await expectRefused(client, length === 0 ? 'an empty datagram' : `a packet of ${length} bytes`);
    }
  },
);

check(
  'refuses a packet that is not of mode 4',
  {
    program,
    gap: 5,
    points: 1,
    needs: TIME,
    hint: 'The lowest three bits of the first byte are the mode. Only 4 is a server that answers a client.',
  },
  async (context) => {
    for (const mode of [3, 5, 2]) {
      const { client, server, request } = await asks(context, { timeoutMs: 1_000 });
      await server.answer(request, { ...ANSWER, mode });
      await expectRefused(client, `a packet of mode ${mode}`);
    }
  },
);

check(
  "names the code of any kiss-o'-death",
  {
    program,
    gap: 5,
    points: 1,
    needs: "says why it gets a kiss-o'-death",
    hint: 'There are more codes than one (RFC 5905, section 7.4). Print the four letters as they came.',
  },
  async (context) => {
    for (const code of ['DENY', 'XLAB']) {
      const { client, server, request } = await asks(context, { timeoutMs: 1_000 });
      await server.answer(request, { ...ANSWER, ...kiss(code) });
      await expectRefused(client, "a kiss-o'-death (stratum 0)", new RegExp(`\\b${code}\\b`), `a line with ${code}`);
    }
  },
);

// How long it waits

check(
  'gives up when the time of --timeout is over, and not before',
  {
    program,
    gap: 2,
    points: 1,
    needs: SILENCE,
    hint: '--timeout counts milliseconds, as setTimeout does. Does it get there?',
  },
  async (context) => expectPatience(context, program),
);

check(
  'gives up after 5000 ms when --timeout is left out',
  {
    program,
    points: 1,
    needs: SILENCE,
    hint: 'Without --timeout the time is 5000 ms: keep the default of the starter.',
  },
  async (context) => expectDefaultTimeout(context, program),
);

/**
 * The fields of an answer that a server sends at this time; it has had the request for two seconds, which is no matter
 * here.
 */
function answerAt(time: string): Partial<NtpPacket> {
  return timestampsBefore(ntpTimestamp(time));
}

function timestampsBefore(transmit: bigint): Partial<NtpPacket> {
  return { reference: transmit - (3600n << 32n), receive: transmit - (2n << 32n), transmit };
}

/** The program, started, and its request, here. */
async function asks(
  { start, udp }: CheckContext,
  { timeoutMs = 60_000, aheadSeconds = 0 } = {},
): Promise<{ client: Program; server: NtpServer; request: NtpRequest }> {
  const server = await serveNtp(udp, { aheadSeconds });
  const args = ['--host=127.0.0.1', `--port=${server.port}`, `--timeout=${timeoutMs}`];
  const client = await start('02-raw', { args });
  return { client, server, request: await server.request() };
}

/** Of each server the program asks, the answer has this transmit timestamp; the others are of that time, too. */
async function expectTimeOf(context: CheckContext, transmit: bigint): Promise<void> {
  const { client, server, request } = await asks(context);
  await expectTime(client, await server.answer(request, timestampsBefore(transmit)));
}
