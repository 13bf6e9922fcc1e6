import { check, expectSuccess } from '@socket-lab/kit';
import { expectServerTime } from '@socket-lab/kit/ntp/expect-time';
import { serveNtp } from '@socket-lab/kit/ntp/ntp-server';
import { ntpTimestamp } from '@socket-lab/kit/ntp/timestamp';
import { expectGivesUp } from './gives-up.ts';

const program = '01-library';

/** A second with a fraction that a double holds exactly. */
const TIME = ntpTimestamp('2026-01-02T03:04:05.750Z');
const REFERENCE = ntpTimestamp('2026-01-02T02:04:05.750Z');
/** An honest answer from a server that took no time for it. */
const ANSWER = { reference: REFERENCE, receive: TIME, transmit: TIME };

check(
  'asks the server',
  {
    program,
    gap: 1,
    points: 3,
    hint: 'Both --host and --port say where the server is, and the library takes both. Nothing leaves before syncTime().',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    await start('01-library', { host: '127.0.0.1', port: server.port });
    await server.request();
  },
);

check(
  'prints the time of the server',
  {
    program,
    gap: 2,
    points: 5,
    needs: 'asks the server',
    hint: '"Time = ", and then the time that the answer brought, not your own, as toISOString() writes it.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('01-library', { host: '127.0.0.1', port: server.port });
    const answer = await server.answer(await server.request(), ANSWER);
    await expectServerTime(client, answer);
  },
);

check(
  'ends by itself as soon as the answer is there',
  {
    program,
    gap: 2,
    points: 2,
    needs: 'prints the time of the server',
    hint: 'A socket or a timer of your own that is still open keeps the program running. Exit code 0: all went well.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const args = ['--host', '127.0.0.1', '--port', String(server.port), '--timeout', '60000'];
    const client = await start('01-library', { args });
    await server.answer(await server.request(), ANSWER);
    await client.exits(0);
  },
);

check(
  'says in one line that nobody answers, and ends with 1',
  {
    program,
    gap: 3,
    points: 4,
    needs: 'asks the server',
    hint: 'The promise of syncTime() is rejected when the time is up. Say so on stderr, without a stack trace; exit code 1.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const args = ['--host', '127.0.0.1', '--port', String(server.port), '--timeout', '300'];
    const client = await start('01-library', { args });
    await server.request();
    await expectGivesUp(client);
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
    const client = await start('01-library', { host: '127.0.0.1', port: server.port });
    await server.answer(await server.request(), ANSWER);
    await expectSuccess(client);
  },
);
