import { check, expectSuccess, expectUsage, NO_PORTS } from '@socket-lab/kit';
import { expectConnected, expectRefused, expectResolved, expectUnresolved } from '../tests/steps.ts';

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

check(
  'says that a host is unknown, and ends with 1',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'prints the IP address of the host',
    hint: 'As in 02-resolve: the line "Hostname could not be resolved" on stderr, exit code 1.',
  },
  async ({ start }) => {
    await expectUnresolved((flags) => start('03-connect', flags));
  },
);

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

check(
  'refuses wrong flags with its usage',
  {
    program,
    points: 1,
    needs: 'connects to the server',
    hint: 'A flag that it does not know, or no whole number from 0 to 65535: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.listen();
    await expectUsage(await start('03-connect', { args: ['--host=127.0.0.1', `--port=${port}`, '--colour=blue'] }));
    for (const wrong of NO_PORTS) {
      await expectUsage(await start('03-connect', { args: ['--host=127.0.0.1', `--port=${wrong}`] }));
    }
  },
);

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
