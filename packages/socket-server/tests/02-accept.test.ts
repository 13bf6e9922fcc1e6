import { check, endpoint, line } from '@socket-lab/kit';

const program = '02-accept';

check(
  'says when it listens, with its port',
  {
    program,
    gap: 2,
    points: 1,
    hint: 'The ready line is exactly "Socket now listening on HOST:PORT"; print it once the server listens.',
  },
  async ({ start }) => {
    const server = await start('02-accept', { host: '127.0.0.1' });
    const ready = line('Socket now listening on ', /\S+/, `:${server.port}`);
    await server.prints(ready, `"Socket now listening on 127.0.0.1:${server.port}"`);
  },
);

check(
  'says at once who has connected',
  {
    program,
    gap: 3,
    points: 2,
    hint: 'The line is "Connected with IP:PORT", though the client has said nothing yet. The client is the remote end.',
  },
  async ({ start, tcp }) => {
    const server = await start('02-accept');
    const peer = await tcp.connect(server);
    await server.prints(line('Connected with ', endpoint(peer)), `"Connected with 127.0.0.1:${peer.port}"`);
  },
);

check(
  'closes the connection',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'says at once who has connected',
    hint: 'The connection is closed at once, without a word on it. Its socket is not the one that listens: each is closed by itself.',
  },
  async ({ start, tcp }) => {
    const server = await start('02-accept');
    const peer = await tcp.connect(server);
    await peer.expectNothingMore();
  },
);

check(
  'ends by itself, whether the client closes or not',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'says at once who has connected',
    hint: 'What keeps the program running: the server that listens, or a socket that waits for the end of the other side?',
  },
  async ({ start, tcp }) => {
    const first = await start('02-accept');
    const leaves = await tcp.connect(first);
    leaves.end();
    await first.exits(0);
    const second = await start('02-accept');
    await tcp.connect(second); // and stays
    await second.exits(0);
  },
);
