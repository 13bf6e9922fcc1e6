import {
  check,
  endpoint,
  expectKeepsServing,
  expectNetworkFailure,
  expectNotReady,
  expectQuietStderr,
  line,
} from '@socket-lab/kit';
import { say } from './messages.ts';

const program = 'server';
const OTHER_ANSWER = say('answer-not-line-in-capital-letters');

check(
  'says when it is ready, with its port',
  {
    program,
    gap: 2,
    points: 3,
    hint: 'The ready line is exactly "The server is ready to receive on HOST:PORT"; print it once the server listens.',
    strongerHint:
      'listen() returns before anything has happened: a line printed right behind it is a guess. Give listen() a callback and print there: the port is in what address() of the server returns (null until then).',
  },
  async ({ start }) => {
    const server = await start('server', { host: '127.0.0.1' });
    const ready = line('The server is ready to receive on ', /\S+/, `:${server.port}`);
    await server.prints(ready, `"The server is ready to receive on 127.0.0.1:${server.port}"`);
  },
);

check(
  'says that its port is in use, and ends',
  {
    program,
    gap: 2,
    points: 2,
    hint: 'When listen fails, the server emits "error": print "Bind failed: " and its code on stderr, exit with 1, try no other port. The ready line waits until the server listens.',
    strongerHint:
      'listen() returns before anything has happened: what stands right behind it runs even when the port is taken. The ready line belongs into its callback. The listener of "error", which the starter has, says the rest.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.hold();
    const server = await start('server', { port, ready: false });
    await expectNetworkFailure(server, line(/Bind failed: EADDRINUSE.*/), '"Bind failed: EADDRINUSE …"');
    expectNotReady(server);
  },
);

check(
  'says who has connected',
  {
    program,
    gap: 3,
    points: 4,
    hint: 'The line is "Connection from IP:PORT", at once. The socket knows both ends: the client is the remote one.',
    strongerHint:
      'Of the socket, remoteAddress and remotePort are the client, localAddress and localPort are you; address() of the server is where you listen. Print as soon as `serve` is called: "data" may never come.',
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
    strongerHint:
      'Nothing came? Gap 4 has to call `answer` as soon as a newline is there: the event "end" comes only when the client leaves, and this one waits for you. Other bytes came? toUpperCase() of the whole line, and not a word of yours.',
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
    strongerHint:
      'write() sends, and leaves the connection open. end() sends what it is given and then says that nothing more comes (FIN). To wait for the event "end" of the client is of no use: it waits for yours.',
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
    strongerHint:
      'One "data" event brings some bytes, not a line. Keep all that came (Buffer.concat), look for the newline in all of it (indexOf: -1 means not yet), and call `answer` only then. Lesson: "A stream has no lines".',
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
    hint: 'The end of one client is not the end of the server: it keeps listening. What in your program ends more than this one connection?',
    strongerHint:
      'close() of the server stops the listening, process.exit() ends all: neither belongs into `serve`. What ends with a client is its own socket, by end(). And `serve` is called for every connection: on(), not once().',
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
    await expectKeepsServing(server, say('after-first-client'), async () => {
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
    strongerHint:
      'console.error() and console.warn() write to stderr, console.log() to stdout. A line that you added to look inside belongs on stdout, or out again; one that begins "(node:" is a warning of Node itself, and says of what.',
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
