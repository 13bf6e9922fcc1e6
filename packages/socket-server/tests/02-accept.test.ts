import { check, endpoint, line } from '@socket-lab/kit';
import { checkReadyLine } from './ready-check.ts';

const program = '02-accept';

checkReadyLine(program, 2);

check(
  'says at once who has connected',
  {
    program,
    gap: 3,
    points: 2,
    hint: 'The line is "Connected with IP:PORT", though the client has said nothing yet. The client is the remote end.',
    strongerHint:
      '`welcome` gets the socket of the connection: remoteAddress and remotePort are the client, the local ones are you. Print in `welcome` itself: the event "data" never comes from a client that says nothing.',
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
    strongerHint:
      'close() of the server only stops the listening. The connection has a socket of its own, which `welcome` is called with: its destroy() closes it at once. Nothing is sent before: no write(), no words in end().',
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
    strongerHint:
      'Two things keep the program running: the server, until its close(), and the socket. end() says that you send nothing more and waits for the client to say the same; destroy() waits for nobody. The exit code is 0 by itself.',
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
