import { check, expectSuccess } from '@socket-lab/kit';
import { machineName, unknownNames } from '@socket-lab/kit/expect/names/names';
import { expectHost } from './expect-host.ts';
import { expectUnknown } from './expect-unknown.ts';

const program = '01-hostname';

check(
  'says the name and the address of --host',
  {
    program,
    gap: 1,
    points: 5,
    hint: 'Ask dns.lookup for `name`, just as it is, with family 4: an IPv4 address. The answer comes later: nothing may end the program before it, and `tell` prints the line.',
    strongerHint:
      'dns.lookup takes three things: the name, an object of options, and the function to call. Hand it `tell` without brackets: `tell()` would run at once, without an answer. A process.exit() on the next line ends the program before there is one.',
  },
  async ({ start }) => {
    await expectHost(await start('01-hostname', { args: ['--host', 'localhost'] }), 'localhost');
  },
);

check(
  'says that a name is unknown, and ends with 1',
  {
    program,
    gap: 2,
    points: 5,
    hint: 'The error that the resolver gives has a property "code". One line with it belongs on stderr, and the exit code is 1.',
    strongerHint:
      'console.error writes on stderr. Give it one text with `error.code` in it; `error` itself would be printed with its stack. Set process.exitCode (nodejs.org, page Process) and let the program end by itself. No address is made up for such a name.',
  },
  async ({ start }) => {
    const [unknown] = await unknownNames();
    await expectUnknown(await start('01-hostname', { args: ['--host', unknown] }), /Host name \[.*\] and ip \[.*/);
  },
);

check(
  'says the name and the address of this machine when --host is left out',
  {
    program,
    gap: 3,
    points: 5,
    needs: 'says the name and the address of --host',
    hint: 'The system knows what it is called. Print that name exactly as os.hostname() gives it, and ask the resolver for it.',
    strongerHint:
      'Gap 3 only returns the name; gap 1 asks for its address. process.env.HOSTNAME is a variable that some shells have, and not what the system says; `localhost` is the name of every machine. Cut nothing at a dot, and add no domain.',
  },
  async ({ start }) => {
    await expectHost(await start('01-hostname', { args: [] }), machineName());
  },
);

check(
  'ends by itself, and prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'says the name and the address of --host',
    hint: 'Nothing may stay open that keeps the program running; stderr is for what went wrong.',
    strongerHint:
      'A lookup keeps the program running only until it is answered. What stays is a timer: a setInterval, or a setTimeout without its clearTimeout. console.error and console.warn write on stderr; console.log does not.',
  },
  async ({ start }) => {
    await expectSuccess(await start('01-hostname', { args: ['--host', 'localhost'] }));
  },
);
