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

check(
  'says when it is ready, with its port',
  {
    program,
    gap: 2,
    points: 3,
    hint: 'The ready line is exactly "Starting up echo server on HOST port PORT"; print it once the server listens.',
    strongerHint:
      'listen() returns before anything has happened: a line printed right behind it is a guess. Print in its callback: there address() of the server knows the real port. "port" is a word of the line; HOST and PORT are values.',
  },
  async ({ start }) => {
    const server = await start('server', { host: '127.0.0.1' });
    const ready = line('Starting up echo server on ', /\S+/, ` port ${server.port}`);
    await server.prints(ready, `"Starting up echo server on 127.0.0.1 port ${server.port}"`);
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
  'sends back what it receives',
  {
    program,
    gap: 4,
    points: 4,
    hint: 'The bytes that arrive go back through the same socket, at once and as they are: no greeting before, no word added.',
    strongerHint:
      'Hand the chunk itself to write() of the socket, in `echo`: toString(), trim() and setEncoding() make text of it. Nothing came? Then your echo waits for the event "end", which comes only when the client leaves.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('hola\n');
    await peer.expect('hola\n');
  },
);

check(
  'echoes bytes that arrive in two writes',
  {
    program,
    gap: 3,
    points: 3,
    needs: 'sends back what it receives',
    hint: 'TCP is a stream: the client may write again at any time, with or without a newline. Whatever arrives goes back, not the first chunk only.',
    strongerHint:
      'Listen for "data" with on(): once() hears the first chunk and no other. Each chunk goes back by itself: do not wait for a newline, and do not call end() before the event "end" has come.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('hel');
    await peer.expect('hel');
    await peer.send('lo');
    await peer.expect('lo');
  },
);

check(
  'ends its side when the client ends',
  {
    program,
    gap: 5,
    points: 3,
    needs: 'sends back what it receives',
    hint: 'When the client has ended (the event "end"), nothing more will come. What does the client wait for then?',
    strongerHint:
      'With allowHalfOpen Node leaves your side open when the event "end" comes: call end() of the socket in its listener. It lets out what was written, then says that nothing more comes (FIN); the client waits for just that.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('hola\n');
    await peer.expect('hola\n');
    peer.end();
    await peer.expectEnd();
  },
);

check(
  'prints how many bytes it sent back, and to whom',
  {
    program,
    gap: 5,
    points: 3,
    needs: 'ends its side when the client ends',
    hint: 'The line is "sent N bytes back to IP:PORT": all bytes of this connection, and the address of the client.',
    strongerHint:
      'The length of a Buffer is in bytes, that of a string in characters: add up those of the chunks. The client is remoteAddress and remotePort of the socket, asked for while the connection stands. "finish" of the socket comes when all is written.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('ñandú\n'); // 8 bytes, 6 characters
    await peer.expect('ñandú\n');
    await peer.send('adiós\n'); // 7 bytes
    await peer.expect('adiós\n');
    peer.end();
    await peer.expectEnd();
    const sent = line('sent 15 bytes back to ', endpoint(peer));
    await server.prints(sent, `"sent 15 bytes back to 127.0.0.1:${peer.port}"`);
  },
);

check(
  'serves one client after the other',
  {
    program,
    gap: 1,
    points: 2,
    needs: 'ends its side when the client ends',
    hint: 'The end of one client is not the end of the server: it keeps listening. What in your program ends more than this one connection?',
    strongerHint:
      'close() of the server stops the listening, process.exit() ends all: neither belongs into `serve`. What ends with a client is its own socket, by end(). And `serve` is called for every connection: on(), not once().',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const serve = async (text: string) => {
      const peer = await tcp.connect(server);
      await peer.send(text);
      await peer.expect(text);
      peer.end();
      await peer.expectEnd();
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
    needs: 'ends its side when the client ends',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
    strongerHint:
      'console.error() and console.warn() write to stderr, console.log() to stdout. A line that you added to look inside belongs on stdout, or out again; one that begins "(node:" is a warning of Node itself, and says of what.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('hola\n');
    await peer.expect('hola\n');
    peer.end();
    await peer.expectEnd();
    await server.stop();
    expectQuietStderr(server);
  },
);
