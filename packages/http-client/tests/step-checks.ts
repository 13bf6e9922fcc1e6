import { check } from '@socket-lab/kit';
import { expectConnected, expectCreated, expectResolved } from './steps.ts';

/** Declares that a program begins as 01-socket and 02-resolve do. */
export function checkSocketAndAddress(program: string): void {
  check(
    'says that the socket is created',
    {
      program,
      gap: 1,
      points: 1,
      hint: 'The line is exactly "Socket created", as in 01-socket. Nobody listens in this check: an ECONNREFUSED behind it does not matter.',
      strongerHint:
        'Your gap 1 of 01-socket is right here, letter for letter: take it from there. The line goes to stdout (console.log), and before anything else happens; the socket keeps its name `socket`, which the rest of the program uses.',
    },
    async ({ start }) => {
      await expectCreated(await start(program, { host: '127.0.0.1' }));
    },
  );

  check(
    'prints the IP address of the host',
    {
      program,
      gap: 2,
      points: 1,
      hint: 'The line is that of 02-resolve; it comes before the connection, or with it.',
      strongerHint:
        'Take gap 2 of your 02-resolve, which has checks of its own. In the callback of dns.lookup print the line first, with the IPv4 address that the callback got; then call `connect` with it. An error of the lookup goes to `fail`.',
    },
    async ({ start, tcp }) => {
      const { port } = await tcp.listen(); // who has no connection need not print the line
      await expectResolved(await start(program, { host: 'localhost', port }), { host: 'localhost', ip: '127.0.0.1' });
    },
  );
}

/** Declares that a program connects as 03-connect does. */
export function checkConnects(program: string): void {
  check(
    'connects to the server, and says so',
    {
      program,
      gap: 3,
      points: 1,
      hint: 'The line is that of 03-connect, and it comes once the connection stands.',
      strongerHint:
        'connect() returns before anything has happened: print in its callback, as your 03-connect does. HOST is `host`, IP is socket.remoteAddress, without a port. Then call `ask`, in the callback, too.',
    },
    async ({ start, tcp }) => {
      const { port } = await tcp.listen();
      const client = await start(program, { host: '127.0.0.1', port });
      await expectConnected(client, { host: '127.0.0.1', ip: '127.0.0.1' });
    },
  );
}
