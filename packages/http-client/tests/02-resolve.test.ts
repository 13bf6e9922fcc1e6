import { check } from '@socket-lab/kit';
import { expectCreated, expectResolved, expectUnresolved } from './steps.ts';

const program = '02-resolve';

check(
  'says that the socket is created',
  {
    program,
    gap: 1,
    points: 1,
    hint: 'The line is exactly "Socket created", as in 01-socket.',
  },
  async ({ start }) => {
    await expectCreated(await start('02-resolve', { host: 'localhost' }));
  },
);

check(
  'prints the IP address of a host',
  {
    program,
    gap: 2,
    points: 2,
    hint: 'dns.lookup asks the system, which knows localhost too. Of its addresses the IPv4 one is wanted.',
  },
  async ({ start }) => {
    await expectResolved(await start('02-resolve', { host: 'localhost' }), { host: 'localhost', ip: '127.0.0.1' });
  },
);

check(
  'says that a host is unknown, and ends with 1',
  {
    program,
    gap: 3,
    points: 2,
    hint: 'The line is "Hostname could not be resolved", on stderr, and the exit code is 1 (process.exitCode).',
  },
  async ({ start }) => {
    await expectUnresolved((flags) => start('02-resolve', flags));
  },
);

check(
  'ends by itself, with exit code 0',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'prints the IP address of a host',
    hint: 'When the address is printed nothing is left to do: no socket, no timer may stay.',
  },
  async ({ start }) => {
    const client = await start('02-resolve', { host: 'localhost' });
    await client.exits(0);
  },
);
