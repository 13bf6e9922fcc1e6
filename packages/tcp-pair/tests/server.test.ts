import { check, endpoint, expectKeepsServing, expectQuietStderr, line } from '@socket-lab/kit';

const program = 'server';
const OTHER_ANSWER = 'The answer is not the line in capital letters.';

check(
  'says when it is ready, with its port',
  {
    program,
    gap: 2,
    points: 3,
    hint: 'The ready line is exactly "The server is ready to receive on HOST:PORT"; print it once the server listens.',
  },
  async ({ start }) => {
    const server = await start('server', { host: '127.0.0.1' });
    const ready = line('The server is ready to receive on ', /\S+/, `:${server.port}`);
    await server.prints(ready, `"The server is ready to receive on 127.0.0.1:${server.port}"`);
  },
);

check(
  'says who has connected',
  {
    program,
    gap: 3,
    points: 4,
    hint: 'The line is "Connection from IP:PORT", at once. The socket knows both ends: the client is the remote one.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await server.prints(line('Connection from ', endpoint(peer)), `"Connection from 127.0.0.1:${peer.port}"`);
  },
);

check(
  'answers a line in capital letters',
  {
    program,
    gap: 5,
    points: 5,
    hint: 'Once the newline is there, the line goes back through the same socket: in capital letters, with its newline, no word added. The client does not end its side first.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('hola mundo\n');
    await peer.expect('HOLA MUNDO\n', OTHER_ANSWER);
  },
);

check(
  'closes the connection after its answer',
  {
    program,
    gap: 5,
    points: 4,
    needs: 'answers a line in capital letters',
    hint: 'The client reads until the server closes. Who would close first, if not you?',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('hola mundo\n');
    await peer.expect('HOLA MUNDO\n', OTHER_ANSWER);
    await peer.expectNothingMore();
  },
);

check(
  'waits for the newline before it answers',
  {
    program,
    gap: 4,
    points: 4,
    needs: 'answers a line in capital letters',
    hint: 'TCP is a stream: what the client wrote as one line may arrive in parts. The newline tells where the line ends.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.sendInSegments('hola ', 'mundo\n');
    await peer.expect('HOLA MUNDO\n', OTHER_ANSWER);
  },
);

check(
  'serves one client after the other',
  {
    program,
    gap: 1,
    points: 3,
    needs: 'closes the connection after its answer',
    hint: 'The end of one client is not the end of the server: it keeps listening.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const serve = async (text: string) => {
      const peer = await tcp.connect(server);
      await peer.send(text);
      await peer.expect(text.toUpperCase(), OTHER_ANSWER);
      await peer.expectNothingMore();
      peer.end();
    };
    await serve('uno\n');
    await expectKeepsServing(server, 'after its first client', async () => {
      await serve('dos\n');
      await serve('tres\n');
    });
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'closes the connection after its answer',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('hola\n');
    await peer.expect('HOLA\n', OTHER_ANSWER);
    await peer.expectNothingMore();
    peer.end();
    await server.stop();
    expectQuietStderr(server);
  },
);
