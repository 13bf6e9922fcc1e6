import { check, expectPortFlag, expectSuccess, expectUsage } from '@socket-lab/kit';
import { serveHttp } from '@socket-lab/kit/expect/http/http-server';
import { expectResolved } from '../tests/steps.ts';

const program = '02-resolve';

check(
  'takes an address for a host, too',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'prints the IP address of a host',
    hint: 'The address of 127.0.0.2 is 127.0.0.2, without any question to a name server. dns.lookup does that by itself.',
  },
  async ({ start }) => {
    await expectResolved(await start('02-resolve', { args: ['--host=127.0.0.2'] }), {
      host: '127.0.0.2',
      ip: '127.0.0.2',
    });
  },
);

check(
  'connects to nobody',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'prints the IP address of a host',
    hint: 'This program only asks for the address. To connect is the next step.',
  },
  async ({ start, tcp }) => {
    const server = await serveHttp(tcp);
    await start('02-resolve', server.flags());
    await server.expectNobody();
  },
);

check(
  'refuses wrong flags with its usage',
  {
    program,
    points: 1,
    needs: 'prints the IP address of a host',
    hint: 'A flag that it does not know, or no whole number from 0 to 65535: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start }) => {
    await expectUsage(await start('02-resolve', { args: ['--host=127.0.0.1', '--colour=blue'] }));
    await expectPortFlag((port) => start('02-resolve', { args: ['--host=127.0.0.1', `--port=${port}`] }));
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'ends by itself, with exit code 0',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async ({ start }) => {
    await expectSuccess(await start('02-resolve', { host: 'localhost' }));
  },
);
