import { check, expectPortFlag, expectUsage } from '@socket-lab/kit';
import { knownNames } from '@socket-lab/kit/expect/names/names';
import { expectHost } from '../tests/expect-host.ts';

const program = '01-hostname';

check(
  'asks the resolver of the system, for a name or an address',
  {
    program,
    gap: 1,
    points: 4,
    hint: 'The resolver reads the hosts file too, and takes an address for itself; functions that only ask DNS servers do neither. Ask it for IPv4: a name can have both.',
  },
  async ({ start }) => {
    for (const host of ['127.0.0.2', ...(await knownNames())]) {
      await expectHost(await start('01-hostname', { args: [`--host=${host}`] }), host);
    }
  },
);

check(
  'prints the name just as it is given',
  {
    program,
    gap: 1,
    points: 2,
    needs: 'says the name and the address of --host',
    hint: 'The name in the line is the name asked for: neither cut nor completed, and in the letters in which it was written.',
  },
  async ({ start }) => {
    for (const host of ['LocalHost', '127.0.0.2']) {
      await expectHost(await start('01-hostname', { args: ['--host', host] }), host);
    }
  },
);

// The command line, which the starter has already

check(
  'refuses an unknown flag with its usage',
  {
    program,
    points: 1,
    needs: 'says the name and the address of --host',
    hint: 'parseArgs throws for a flag it does not know: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start }) => {
    await expectUsage(await start('01-hostname', { args: ['--host=localhost', '--colour=blue'] }));
  },
);

check(
  'refuses what is no port, with its usage',
  {
    program,
    points: 1,
    needs: 'says the name and the address of --host',
    hint: 'This program has no use for a port, and looks at it all the same: keep the test of the starter.',
  },
  async ({ start }) => {
    await expectPortFlag((port) => start('01-hostname', { args: ['--host=localhost', `--port=${port}`] }));
  },
);
