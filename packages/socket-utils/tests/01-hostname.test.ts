import { check, expectSuccess } from '@socket-lab/kit';
import { machineName } from '@socket-lab/kit/names/machine-name';
import { unknownNames } from '@socket-lab/kit/names/unknown-names';
import { expectHost } from './expect-host.ts';
import { expectUnknown } from './expect-unknown.ts';

const program = '01-hostname';

check(
  'says the name and the address of --host',
  {
    program,
    gap: 1,
    points: 5,
    hint: 'dns.lookup asks as every program of this machine does; with family 4 it answers with an IPv4 address.',
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
  },
  async ({ start }) => {
    await expectSuccess(await start('01-hostname', { args: ['--host', 'localhost'] }));
  },
);
