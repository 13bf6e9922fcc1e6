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
    strongerHint:
      'Your gap 1 of 01-socket is right here, letter for letter: take it from there. The line goes to stdout (console.log), and before anything else happens; the socket keeps its name `socket`, which the rest of the program uses.',
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
    hint: 'The line is "The IP address of HOST is IP". dns.lookup asks the system, which knows localhost too; of its addresses the IPv4 one is wanted.',
    strongerHint:
      'The answer comes later, to the callback (error, address): lookup() itself returns no address. `order` or `family` among its options says that you want IPv4 (family 6 finds no other); with `all` the callback gets a list, which prints as [object Object].',
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
    hint: 'An unknown host has no address, so gap 2 calls `giveUp` instead of printing one. It says "Hostname could not be resolved" on stderr, and the exit code is 1.',
    strongerHint:
      'The callback of dns.lookup gets `error` first, and `null` when all went well: look at it before you use the address, which else is `undefined`. In `giveUp`, console.error writes on stderr, and process.exitCode is set (nodejs.org, page Process).',
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
    strongerHint:
      'A lookup keeps the program running only until it is answered. A setTimeout keeps it until clearTimeout, a setInterval for ever, a socket that was connected until destroy(). This program connects to nobody, and needs no timer.',
  },
  async ({ start }) => {
    const client = await start('02-resolve', { host: 'localhost' });
    await client.exits(0);
  },
);
