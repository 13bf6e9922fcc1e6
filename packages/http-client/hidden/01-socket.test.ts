import { check, expectPortFlag, expectSuccess, expectUsage } from '@socket-lab/kit';
import { serveHttp } from '@socket-lab/kit/expect/http/http-server';

const program = '01-socket';

check(
  'connects to nobody',
  {
    program,
    gap: 1,
    points: 1,
    needs: 'says that the socket is created',
    hint: 'This program only creates the socket. To connect it is the third step.',
  },
  async ({ start, tcp }) => {
    const server = await serveHttp(tcp);
    await start('01-socket', server.flags());
    await server.expectNobody();
  },
);

check(
  'refuses wrong flags with its usage',
  {
    program,
    points: 1,
    needs: 'says that the socket is created',
    hint: 'A flag that it does not know, or no whole number from 0 to 65535: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start }) => {
    await expectUsage(await start('01-socket', { args: ['--host=127.0.0.1', '--colour=blue'] }));
    await expectPortFlag((port) => start('01-socket', { args: ['--host=127.0.0.1', `--port=${port}`] }));
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
    await expectSuccess(await start('01-socket', { host: '127.0.0.1' }));
  },
);
