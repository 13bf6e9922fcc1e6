import { check, expectSuccess } from '@socket-lab/kit';
import { expectConnected, expectRefused, expectResolved } from '../tests/steps.ts';
import { checkUnresolved, checkWrongFlags } from './step-checks.ts';

const program = '03-connect';

check(
  'goes to the address that the host has',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'connects to the server',
    hint: 'Connect to the address that the lookup has found: not every host is at 127.0.0.1.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen({ host: '127.0.0.2' });
    const client = await start('03-connect', { args: ['--host=127.0.0.2', `--port=${listener.port}`] });
    await expectResolved(client, { host: '127.0.0.2', ip: '127.0.0.2' });
    await listener.accept();
  },
);

check(
  'names the host as it was given, and its address',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'says where it is connected',
    hint: 'HOST is what --host says, a name too; IP is the address of the other end.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.listen();
    const client = await start('03-connect', { host: 'localhost', port });
    await expectConnected(client, { host: 'localhost', ip: '127.0.0.1' });
  },
);

check(
  'says that nobody listens, and ends with 1',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'connects to the server',
    hint: 'A refused connection is the event "error" of the socket, and the callback of connect is not called. One line on stderr with the code, and exit code 1.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.unusedPort();
    await expectRefused(await start('03-connect', { host: '127.0.0.1', port }));
  },
);

checkUnresolved(program);

check(
  'sends nothing',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'closes the connection and ends, whether the server closes or not',
    hint: 'The request is the next step. This program closes as soon as it is connected.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    await start('03-connect', { host: '127.0.0.1', port: listener.port });
    const peer = await listener.accept();
    await peer.expectNothingMore();
  },
);

checkWrongFlags(program, 'connects to the server');

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'closes the connection and ends, whether the server closes or not',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.listen();
    await expectSuccess(await start('03-connect', { host: '127.0.0.1', port }));
  },
);
