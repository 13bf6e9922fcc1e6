import { check, expectSuccess } from '@socket-lab/kit';
import { expectServerTime } from '@socket-lab/kit/expect/ntp/expect-time';
import { serveNtp } from '@socket-lab/kit/expect/ntp/ntp-server';
import { ntpTimestamp } from '@socket-lab/kit/expect/ntp/timestamp';
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
    strongerHint:
      '`Client` takes the host, then the port as a number, then an object of options; what is left out is pool.ntp.org and 123. Its types tell: node_modules/ntp-time/index.d.ts in this folder. syncTime() gives a promise: put `await` before it.',
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
    strongerHint:
      'The answer has a property `time`, which is a Date already; its other timestamps are numbers of seconds since 1900, and would need 2208988800 taken away. toString() and toUTCString() write for people: use toISOString().',
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
    hint: 'A socket or a timer of your own that is still open keeps the program running, whichever gap it stands in. Exit code 0: all went well.',
    strongerHint:
      'The library closes its socket as soon as it has an answer. A setTimeout of your own for --timeout runs on: leave it out, since the option `timeout` of `Client` does its work, or stop it with clearTimeout. process.exit() may cut off what is printed.',
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
    strongerHint:
      'Where a promise is awaited, its rejection is thrown: `await` inside the `try` of the starter, and `catch` calls `explain`. There, console.error gets `error.message`, which is one line (the error itself has its stack with it), and process.exitCode is set.',
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
    strongerHint:
      'console.error, console.warn and console.trace write on stderr; console.log and console.info write on stdout. A line that begins with "(node:" is a warning of Node: it names what your program does, and what to do instead.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('01-library', { host: '127.0.0.1', port: server.port });
    await server.answer(await server.request(), ANSWER);
    await expectSuccess(client);
  },
);
