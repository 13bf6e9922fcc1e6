import {
  CheckFailure,
  check,
  endpoint,
  expectBoundHost,
  expectChosenPort,
  expectKeepsServing,
  expectNetworkFailure,
  expectNoStackTrace,
  expectNotListening,
  expectPortFlag,
  expectUsage,
  line,
} from '@socket-lab/kit';
import { say } from './messages.ts';

const program = 'server';

// Binding

check(
  'takes a port of the system with --port 0, and names it',
  {
    program,
    gap: 2,
    reaches: 4,
    points: 2,
    needs: 'says when it is ready, with its port',
    hint: 'With port 0 the system chooses. Ask the server for its address once it listens.',
  },
  async ({ start, tcp }) => {
    const server = await start('server', { port: 0 });
    const peer = await tcp.connect({ port: await expectChosenPort(server) });
    await peer.send('hola\n');
    await peer.expect('hola\n');
  },
);

check(
  'answers at the address of --host only',
  {
    program,
    gap: 2,
    points: 2,
    needs: 'sends back what it receives',
    hint: 'The address of --host goes to listen, beside the port.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.unusedPort();
    const server = await start('server', { port, args: [`--host=127.0.0.2`, `--port=${port}`] });
    const peer = await tcp.connect(server, { host: '127.0.0.2' });
    await peer.send('hola\n');
    await peer.expect('hola\n');
    await expectNotListening(tcp, { host: '127.0.0.1', port, given: '--host=127.0.0.2' });
  },
);

check(
  'answers at every IPv4 address when --host is left out',
  {
    program,
    gap: 2,
    points: 2,
    needs: 'sends back what it receives',
    hint: 'Without --host, bind to all interfaces: 0.0.0.0, or no address at all.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    for (const host of ['127.0.0.2', '127.0.0.1']) {
      const peer = await tcp.connect(server, { host });
      await peer.send('hola\n');
      await peer.expect('hola\n');
    }
  },
);

check(
  'names the address that it is bound to in the ready line',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'says when it is ready, with its port',
    hint: 'HOST in the ready line is the address that the server is bound to: the one given, or that of all interfaces.',
  },
  async ({ start }) => {
    await expectBoundHost(await start('server', { host: '127.0.0.1' }), '127.0.0.1');
    await expectBoundHost(await start('server'), 'all interfaces');
  },
);

check(
  'names another reason for which it cannot bind',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'says that its port is in use, and ends',
    hint: 'A port in use is one reason of many. The code of the error tells which.',
  },
  async ({ start }) => {
    // An address of no machine (TEST-NET-1, RFC 5737 §3).
    const server = await start('server', { host: '192.0.2.1', ready: false });
    await expectNetworkFailure(server, line(/Bind failed: EADDRNOTAVAIL.*/), '"Bind failed: EADDRNOTAVAIL …"');
  },
);

// The command line, which the starter has already

check(
  'refuses an unknown flag with its usage',
  {
    program,
    points: 1,
    needs: 'sends back what it receives',
    hint: 'parseArgs throws for a flag it does not know: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start }) => {
    const server = await start('server', { args: ['--port', '0', '--colour', 'blue'], ready: false });
    await expectUsage(server);
  },
);

check(
  'refuses what is no port, with its usage',
  {
    program,
    points: 1,
    needs: 'sends back what it receives',
    hint: 'A port is a whole number from 0 to 65535, and nothing behind it: keep the test of the starter.',
  },
  async ({ start }) => {
    await expectPortFlag((port) => start('server', { args: [`--port=${port}`], ready: false }));
  },
);

check(
  'asks for its port when --port is left out',
  {
    program,
    points: 1,
    needs: 'sends back what it receives',
    hint: 'This server has no default port: without --port it explains its usage and exits with 2.',
  },
  async ({ start }) => {
    const server = await start('server', { args: [], ready: false });
    await expectUsage(server);
  },
);

// The stream

check(
  'returns binary bytes unchanged',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'sends back what it receives',
    hint: 'Not all bytes are text. Send the Buffer back as it came, without making a string of it.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await peer.send(everyByte);
    await peer.expect(everyByte);
  },
);

check(
  'keeps the order of many writes',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'echoes bytes that arrive in two writes',
    hint: 'What came first goes back first. Does something in your program finish in another order than it began?',
  },
  async ({ start, tcp, chance }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    const parts = Array.from({ length: 16 }, (_, index) => `${index}:${'x'.repeat(chance.integer(40))}\n`);
    await peer.sendInSegments(...parts);
    await peer.expect(parts.join(''));
  },
);

check(
  'sends the rest of the echo after the client has ended its side',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'ends its side when the client ends',
    hint: 'The client has ended its own side only: it still reads. End yours when all has been sent back (allowHalfOpen).',
  },
  async ({ start, tcp, chance }) => {
    const server = await start('server');
    for (let clients = 0; clients < 10; clients++) {
      const brief = await tcp.connect(server);
      void brief.write('hola\n'); // its end is there as soon as its bytes are
      brief.end();
      await brief.expect('hola\n');
      await brief.expectEnd();
    }
    const peer = await tcp.connect(server);
    const other = await tcp.connect(server);
    const message = chance.bytes(4 * 1024 * 1024); // more than the kernel's buffers hold, at first
    peer.stopReading();
    void peer.write(message);
    peer.end();
    // The server has read what it wants to read, and perhaps the end, when it has answered another client so often.
    for (let answers = 0; answers < 50; answers++) {
      await other.send('.');
      await other.expect('.');
    }
    peer.resumeReading();
    await peer.expect(message);
    await peer.expectEnd();
  },
);

check(
  'returns 16 MiB to a slow reader, whole',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'ends its side when the client ends',
    hint: 'write() takes the whole chunk, also when it returns false: send it no second time, and drop nothing (gap 4). What it has taken may still wait in memory: end() lets it leave first, destroy() throws it away (gap 5).',
  },
  async ({ start, tcp, chance }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    const message = chance.bytes(16 * 1024 * 1024);
    peer.readSlowly();
    void peer.write(message);
    peer.end();
    await peer.expect(message);
    await peer.expectEnd();
  },
);

check(
  'stops reading from a client that does not read',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'echoes bytes that arrive in two writes',
    hint: 'write() returns false when the client does not keep up: pause the socket until "drain", or let pipe() do it.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const deaf = await tcp.connect(server);
    const other = await tcp.connect(server);
    const total = 64 * 1024 * 1024;
    deaf.stopReading();
    deaf.startPouring(Buffer.alloc(65_536, 'x'), total);
    // Judged by order: a server that still read from the deaf client would do so between two answers to the other.
    for (let answers = 0, before = -1; answers < 40; answers++) {
      if (deaf.poured !== before) answers = 0;
      before = deaf.poured;
      await other.send('.');
      await other.expect('.');
      if (before < total) continue;
      throw new CheckFailure(say('read-64-mib-from-client-reads'), {
        kind: 'words',
        expected: say('stops-reading-when-what-writes-not'),
        received: say('64-mib-read-and-no-end'),
      });
    }
  },
);

// Many clients

check(
  'answers clients in the reverse order of their connection',
  {
    program,
    gap: 3,
    points: 2,
    needs: 'sends back what it receives',
    hint: 'Each connection has its own socket, and none has to wait until another one is over.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const first = await tcp.connect(server);
    const second = await tcp.connect(server);
    const third = await tcp.connect(server);
    await third.send('third\n');
    await third.expect('third\n');
    await second.send('second\n');
    await second.expect('second\n');
    await first.send('first\n');
    await first.expect('first\n');
  },
);

check(
  'counts the bytes of each client for itself',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'prints how many bytes it sent back, and to whom',
    hint: 'A variable outside of the connection is shared by all clients.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const first = await tcp.connect(server);
    const second = await tcp.connect(server);
    await first.send('12345');
    await first.expect('12345');
    await second.send('1234567');
    await second.expect('1234567');
    first.end();
    await first.expectEnd();
    second.end();
    await second.expectEnd();
    await server.prints(
      line('sent 5 bytes back to ', endpoint(first)),
      `"sent 5 bytes back to 127.0.0.1:${first.port}"`,
    );
    await server.prints(
      line('sent 7 bytes back to ', endpoint(second)),
      `"sent 7 bytes back to 127.0.0.1:${second.port}"`,
    );
  },
);

check(
  'serves 100 clients at a time',
  {
    program,
    gap: 1,
    points: 1,
    needs: 'answers clients in the reverse order of their connection',
    hint: 'Is the number of connections limited somewhere, or one shared by several clients?',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peers = [];
    for (let count = 0; count < 100; count++) {
      const peer = await tcp.connect(server);
      // Each is served before the next one comes: a burst would overflow the backlog of 5, and wait for TCP's retries (listen(2)).
      await peer.send('.');
      await peer.expect('.');
      peers.push(peer);
    }
    for (const [index, peer] of peers.entries()) await peer.send(`client ${index}\n`);
    for (const [index, peer] of [...peers.entries()].reverse()) await peer.expect(`client ${index}\n`);
  },
);

check(
  'goes on after a client has reset its connection',
  {
    program,
    gap: 1,
    points: 3,
    needs: 'serves one client after the other',
    hint: 'A client that breaks off is an event "error" of its socket. Without a listener that ends the whole program; a listener prints one line on stderr at most, and the server goes on.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const bystander = await tcp.connect(server);
    await bystander.send('before\n');
    await bystander.expect('before\n');
    for (const bytes of [5, 100_000]) {
      const victim = await tcp.connect(server);
      victim.stopReading();
      await victim.send(Buffer.alloc(bytes, 'x'));
      victim.reset();
    }
    await expectKeepsServing(server, say('after-client-had-reset-connection'), async () => {
      await bystander.send('after\n');
      await bystander.expect('after\n');
      const next = await tcp.connect(server);
      await next.send('hola\n');
      await next.expect('hola\n');
    });
    expectNoStackTrace(server);
  },
);
