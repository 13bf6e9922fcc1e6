import { check, endpoint, expectSuccess, line } from '@socket-lab/kit';
import { expectQuantity } from '@socket-lab/kit/ntp/expect-quantity';
import { expectTime } from '@socket-lab/kit/ntp/expect-time';
import { kiss, serveNtp } from '@socket-lab/kit/ntp/ntp-server';
import { ntpTimestamp } from '@socket-lab/kit/ntp/timestamp';
import { expectClientRequest, expectPresent } from './expect-request.ts';
import { anotherGivesUp, expectGivesUp, expectRefused } from './gives-up.ts';

const program = '02-raw';

/** Each timestamp of this answer is another one, so that the printed one tells which was read. */
const ANSWER = {
  reference: ntpTimestamp('2026-01-02T02:04:05.750Z'),
  receive: ntpTimestamp('2026-01-02T03:04:03.750Z'),
  transmit: ntpTimestamp('2026-01-02T03:04:05.750Z'),
};
const AHEAD_SECONDS = 3600.25;

check(
  'sends a datagram to the server',
  {
    program,
    gap: 2,
    points: 2,
    hint: 'It goes to the address of --host and the port of --port, and the socket stays open until it has left.',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    await start('02-raw', { host: '127.0.0.1', port: server.port });
    await server.receive();
  },
);

check(
  'asks with 48 bytes, as a client of version 3 or 4',
  {
    program,
    gap: 1,
    points: 4,
    needs: 'sends a datagram to the server',
    hint: 'The first byte has, from its highest bit on: leap indicator (2 bits), version (3 bits), mode (3 bits).',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    await start('02-raw', { host: '127.0.0.1', port: server.port });
    expectClientRequest(await server.request());
  },
);

check(
  'puts the present into the transmit timestamp',
  {
    program,
    gap: 1,
    points: 4,
    needs: 'sends a datagram to the server',
    hint: 'Bytes 40 to 47: four bytes of seconds since 1900, highest byte first, then four bytes of a fraction.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const startedAt = Date.now() / 1000;
    await start('02-raw', { host: '127.0.0.1', port: server.port });
    expectPresent(await server.request(), startedAt);
  },
);

check(
  'says who has answered',
  {
    program,
    gap: 3,
    points: 2,
    needs: 'asks with 48 bytes, as a client of version 3 or 4',
    hint: 'The line is exactly "Response received from IP:PORT". The event "message" brings the sender beside the datagram.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('02-raw', { host: '127.0.0.1', port: server.port });
    await server.answer(await server.request());
    const received = line('Response received from ', endpoint(server));
    await client.prints(received, `"Response received from 127.0.0.1:${server.port}"`);
  },
);

check(
  'prints the time of the transmit timestamp',
  {
    program,
    gap: 3,
    points: 5,
    needs: 'asks with 48 bytes, as a client of version 3 or 4',
    hint: 'Seconds (bytes 40 to 43) and fraction (44 to 47), highest byte first. They count from 1900, a Date from 1970.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('02-raw', { host: '127.0.0.1', port: server.port });
    const answer = await server.answer(await server.request(), ANSWER);
    await expectTime(client, answer);
  },
);

check(
  'prints by how much the clock of the server is ahead',
  {
    program,
    gap: 4,
    points: 4,
    needs: 'puts the present into the transmit timestamp',
    hint: 'The offset is the mean of two differences, of each way one; all four timestamps count from the same beginning.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp, { aheadSeconds: AHEAD_SECONDS });
    const client = await start('02-raw', { host: '127.0.0.1', port: server.port });
    const answer = await server.answer(await server.request());
    await expectQuantity(client, 'Offset', answer);
  },
);

check(
  'gives up when no answer comes',
  {
    program,
    gap: 2,
    points: 3,
    needs: 'sends a datagram to the server',
    hint: 'A datagram may be lost, and nobody says so. Only a timer ends the waiting: one line on stderr, and exit code 1.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const args = ['--host', '127.0.0.1', '--port', String(server.port), '--timeout', '300'];
    const client = await start('02-raw', { args });
    await server.request();
    await expectGivesUp(client);
  },
);

check(
  'prints how long the datagrams were on their way',
  {
    program,
    gap: 4,
    points: 3,
    needs: 'gives up when no answer comes',
    hint: 'The delay belongs to both ways: from T1 to T4 by your clock, less what the server took by its clock.',
  },
  async (context) => {
    const server = await serveNtp(context.udp, { aheadSeconds: AHEAD_SECONDS });
    const startedAt = Date.now() / 1000;
    const args = ['--host=127.0.0.1', `--port=${server.port}`, '--timeout=60000'];
    const client = await context.start('02-raw', { args });
    const request = await server.request();
    expectPresent(request, startedAt); // without T1 no delay could be right
    // It leaves the server at once, by the server's clock, and is here when another program has waited in vain.
    const atOnce = ntpTimestamp((request.receivedAt + AHEAD_SECONDS) * 1000);
    const fields = { receive: atOnce, transmit: atOnce };
    const note = 'the answer, long on its way';
    const answer = await server.answer(request, fields, { after: anotherGivesUp(context, program, 700), note });
    await expectQuantity(client, 'Delay', answer);
  },
);

check(
  'refuses a packet that is too short',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'prints the time of the transmit timestamp',
    hint: 'Look at the length before you read the fields: 48 bytes are needed.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('02-raw', { args: ['--host=127.0.0.1', `--port=${server.port}`, '--timeout=1000'] });
    await server.answer(await server.request(), ANSWER, { length: 12 });
    await expectRefused(client, 'a packet of 12 bytes');
  },
);

check(
  "says why it gets a kiss-o'-death",
  {
    program,
    gap: 5,
    points: 2,
    needs: 'prints the time of the transmit timestamp',
    hint: "Stratum 0 is no answer but a kiss-o'-death. Its four letters stand in bytes 12 to 15: print them on stderr.",
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('02-raw', { args: ['--host=127.0.0.1', `--port=${server.port}`, '--timeout=1000'] });
    await server.answer(await server.request(), { ...ANSWER, ...kiss('RATE') });
    await expectRefused(client, "a kiss-o'-death (stratum 0)", /\bRATE\b/, 'a line with RATE');
  },
);

check(
  'ends by itself as soon as the answer is there',
  {
    program,
    points: 1,
    needs: 'prints the time of the transmit timestamp',
    hint: 'A socket or a timer that is still open keeps the program running. Exit code 0: all went well.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('02-raw', { args: ['--host=127.0.0.1', `--port=${server.port}`, '--timeout=60000'] });
    await server.answer(await server.request());
    await client.exits(0);
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'ends by itself as soon as the answer is there',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('02-raw', { host: '127.0.0.1', port: server.port });
    await server.answer(await server.request());
    await expectSuccess(client);
  },
);
