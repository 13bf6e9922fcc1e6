import { check, expectSuccess } from '@socket-lab/kit';
import { serveHttp } from '@socket-lab/kit/expect/http/http-server';
import { checkWrongFlags } from './step-checks.ts';

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

checkWrongFlags(program, 'says that the socket is created', { connects: false });

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
