import {
  CheckFailure,
  check,
  expectKeepsServing,
  expectNetworkFailure,
  expectNotReady,
  expectQuietStderr,
  line,
  type UdpPeer,
} from '@socket-lab/kit';
import { say } from './messages.ts';

const program = 'server';
const OTHER_REPLY = say('reply-not-text-in-capital-letters');

check(
  'says when it is ready, with its port',
  {
    program,
    gap: 2,
    points: 4,
    hint: 'The ready line is exactly "The server is ready to receive on HOST:PORT"; print it once the socket is bound.',
    strongerHint:
      'bind() returns before anything has happened: a line printed right behind it is a guess, and address() fails (EBADF). Give bind() a callback and print there: the port is in what address() of the socket returns.',
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
    hint: 'When bind fails, the socket emits "error": print "Bind failed: " and its code on stderr, exit with 1, try no other port. The ready line waits until the socket is bound.',
    strongerHint:
      'bind() returns before anything has happened: what stands right behind it runs even when the port is taken. The ready line belongs into its callback. The listener of "error", which the starter has, says the rest.',
  },
  async ({ start, udp }) => {
    const { port } = await udp.hold();
    const server = await start('server', { port, ready: false });
    await expectNetworkFailure(server, line(/Bind failed: EADDRINUSE.*/), '"Bind failed: EADDRINUSE …"');
    expectNotReady(server);
  },
);

check(
  'says who has sent a datagram',
  {
    program,
    gap: 3,
    points: 5,
    hint: 'The line is "Message received from IP port PORT". Each datagram brings the address of its sender with it.',
    strongerHint:
      'The listener of "message" gets two arguments. The second, `client` in the starter, has the address and the port of the sender; address() of the socket is your own end. Between the two stands the word "port", not a colon.',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    const peer = await udp.talkTo(server);
    await peer.send('hola mundo');
    const received = line('Message received from ', /(?:::ffff:)?127\.0\.0\.1/, ` port ${peer.port}`);
    await server.prints(received, `"Message received from 127.0.0.1 port ${peer.port}"`);
  },
);

check(
  'answers a datagram in capital letters',
  {
    program,
    gap: 4,
    points: 6,
    hint: 'The text goes back to its sender, in capital letters and with nothing added, through the same socket.',
    strongerHint:
      'Call send() of the socket that has received: a new one replies from another port, and the client takes that for a stranger. It takes the text in `reply` as it is, then the port, then the address, both from `client`.',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    const peer = await udp.talkTo(server);
    await peer.send('hola mundo');
    await peer.expect('HOLA MUNDO', OTHER_REPLY);
  },
);

check(
  'answers two datagrams with two replies',
  {
    program,
    gap: 4,
    points: 4,
    needs: 'answers a datagram in capital letters',
    hint: 'Each datagram is a message of its own and gets one reply of its own, no more and no less. The socket stays open, and goes on listening for the next.',
    strongerHint:
      '"message" comes once for each datagram: listen with on(), as once() hears the first alone. Each call of `serve` has one call of send(), at once: no close(), no second try, nothing collected for later.',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    const peer = await udp.talkTo(server);
    await peer.send('hola');
    await peer.send('mundo');
    await expectKeepsServing(server, say('before-had-answered-both-datagrams'), () =>
      peer.expectInAnyOrder(['HOLA', 'MUNDO']),
    );
  },
);

check(
  'serves one client after the other',
  {
    program,
    gap: 4,
    points: 3,
    needs: 'answers a datagram in capital letters',
    hint: 'One socket serves all clients. It stays open, whoever has been served, and each reply goes to the sender of its datagram.',
    strongerHint:
      'close() ends the socket for everybody, so a UDP server does not call it after a reply. Whom send() answers is the `client` of this very call of `serve`: a variable outside of it remembers an older one.',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    const served: UdpPeer[] = [];
    const serve = async (text: string) => {
      const peer = await udp.talkTo(server);
      await peer.send(text);
      await expectReply(peer, text.toUpperCase(), served);
      served.push(peer);
    };
    await serve('uno');
    await expectKeepsServing(server, say('after-first-client'), async () => {
      await serve('dos');
      await serve('tres');
    });
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'answers a datagram in capital letters',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
    strongerHint:
      'console.error() and console.warn() write to stderr, console.log() to stdout. A line that you added to look inside belongs on stdout, or out again; one that begins "(node:" is a warning of Node itself, and says of what.',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    const peer = await udp.talkTo(server);
    await peer.send('hola');
    await peer.expect('HOLA', OTHER_REPLY);
    await server.stop();
    expectQuietStderr(server);
  },
);

/** The reply comes to the client that waits for it. When another client got it, that is said, and not the silence here. */
async function expectReply(peer: UdpPeer, text: string, others: readonly UdpPeer[]): Promise<void> {
  try {
    await peer.expect(text, OTHER_REPLY);
  } catch (failure) {
    const went = others.some(({ waiting }) => waiting?.bytes.toString() === text);
    if (!(failure instanceof CheckFailure) || !went) throw failure;
    throw new CheckFailure(say('reply-one-client-went-another'), {
      kind: 'words',
      expected: say('goes-client-sent', { text, value: text.toLowerCase() }),
      received: say('came-client-had-been-served-before'),
    });
  }
}
