import { check } from '@socket-lab/kit';
import { serveHttp } from '@socket-lab/kit/http/http-server';
import { expectConnected, expectCreated, expectResolved } from './steps.ts';

const program = '03-connect';

check(
  'says that the socket is created',
  {
    program,
    gap: 1,
    points: 1,
    hint: 'The line is exactly "Socket created", as in 01-socket.',
  },
  async ({ start }) => {
    await expectCreated(await start('03-connect', { host: '127.0.0.1' }));
  },
);

check(
  'prints the IP address of the host',
  {
    program,
    gap: 2,
    points: 1,
    hint: 'The line is that of 02-resolve; it comes before the connection.',
  },
  async ({ start }) => {
    await expectResolved(await start('03-connect', { host: 'localhost' }), { host: 'localhost', ip: '127.0.0.1' });
  },
);

check(
  'connects to the server',
  {
    program,
    gap: 3,
    points: 2,
    hint: 'connect takes both, the address that the name has and the port of --port.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    await start('03-connect', { host: '127.0.0.1', port: listener.port });
    await listener.accept();
  },
);

check(
  'says where it is connected',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'connects to the server',
    hint: 'The line is "Socket connected to HOST on ip IP". The other end of a socket is the remote one.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.listen();
    const client = await start('03-connect', { host: '127.0.0.1', port });
    await expectConnected(client, { host: '127.0.0.1', ip: '127.0.0.1' });
  },
);

check(
  'closes the connection and ends, whether the server closes or not',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'says where it is connected',
    hint: 'end() says that you send nothing more, and waits for the server to say the same. Which method does not wait?',
  },
  async ({ start, tcp }) => {
    const { port, host } = await serveHttp(tcp);
    const stays = await start('03-connect', { host, port });
    await stays.exits(0);
    const listener = await tcp.listen();
    const closes = await start('03-connect', { host, port: listener.port });
    const peer = await listener.accept();
    peer.end();
    await closes.exits(0);
    await peer.expectClosed();
  },
);
