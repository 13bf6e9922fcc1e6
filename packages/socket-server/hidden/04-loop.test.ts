import {
  check,
  expectBoundHost,
  expectChosenPort,
  expectKeepsServing,
  expectNetworkFailure,
  expectNotListening,
  expectNotReady,
  expectQuietStderr,
  expectUsage,
  line,
  NO_PORTS,
} from '@socket-lab/kit';
import { expectAnswer, expectOk } from '../tests/answers.ts';
import { say } from './messages.ts';

const program = '04-loop';

// Binding

check(
  'takes a port of the system with --port 0, and names it',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'says when it listens, with its port',
    hint: 'With port 0 the system chooses. Ask the server for its address once it listens.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop', { port: 0 });
    await tcp.connect({ port: await expectChosenPort(server) });
  },
);

check(
  'listens at the address of --host, without it at every IPv4 address',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'says when it listens, with its port',
    hint: 'The address of --host goes to listen, beside the port; without --host, bind to all interfaces (0.0.0.0).',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.unusedPort();
    const given = await start('04-loop', { port, args: ['--host=127.0.0.1', `--port=${port}`] });
    await expectNotListening(tcp, { host: '127.0.0.2', port, given: '--host=127.0.0.1' });
    await expectBoundHost(given, '127.0.0.1');
    await tcp.connect(given);
    const leftOut = await start('04-loop');
    await tcp.connect(leftOut, { host: '127.0.0.2' });
    await expectBoundHost(leftOut, 'all interfaces');
  },
);

check(
  'says why it cannot bind, and ends with 1',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'says when it listens, with its port',
    hint: 'When listen fails, the server emits "error": print "Bind failed: " and its code on stderr, exit with 1. The ready line waits until the server listens.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.hold();
    const inUse = await start('04-loop', { port, ready: false });
    await expectNetworkFailure(inUse, line(/Bind failed: EADDRINUSE.*/), '"Bind failed: EADDRINUSE …"');
    expectNotReady(inUse);
    // An address of no machine (TEST-NET-1, RFC 5737 §3).
    const elsewhere = await start('04-loop', { host: '192.0.2.1', ready: false });
    await expectNetworkFailure(elsewhere, line(/Bind failed: EADDRNOTAVAIL.*/), '"Bind failed: EADDRNOTAVAIL …"');
  },
);

check(
  'refuses wrong flags with its usage',
  {
    program,
    points: 1,
    needs: 'says when it listens, with its port',
    hint: 'A flag that it does not know, or no whole number from 0 to 65535: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start }) => {
    for (const args of [['--port=0', '--colour=blue'], ...NO_PORTS.map((port) => [`--port=${port}`])]) {
      await expectUsage(await start('04-loop', { args, ready: false }));
    }
  },
);

// The lines

check(
  'answers the lines of telnet, and empty ones',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'answers a line',
    hint: 'telnet ends a line with CR and LF, and ENTER alone is a line, too. Blanks belong to the line.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const peer = await tcp.connect(server);
    for (const text of ['hola', '', ' \thola  ']) {
      await peer.send(`${text}\r\n`);
      await expectAnswer(peer, `OK...${text}`);
    }
    await expectOk(peer, '');
  },
);

check(
  'keeps characters whole that arrive byte by byte',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'joins a line that arrives in parts',
    hint: 'The bytes of one character may arrive in two chunks. Make text of them when they are together (setEncoding).',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const peer = await tcp.connect(server);
    await peer.sendByteByByte('ñandú €\n');
    await expectAnswer(peer, 'OK...ñandú €');
  },
);

check(
  'answers a line of 1 MiB, whole',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'joins a line that arrives in parts',
    hint: 'A long line arrives in many parts, and its answer leaves in many. Is one of them lost, or is there a limit on their number or their length?',
  },
  async ({ start, tcp, chance }) => {
    const server = await start('04-loop');
    const peer = await tcp.connect(server);
    await expectOk(
      peer,
      chance
        .bytes(512 * 1024)
        .toString('hex')
        .slice(1),
    );
  },
);

// Many clients

check(
  'answers clients in the reverse order of their connection',
  {
    program,
    gap: 1,
    points: 1,
    needs: 'answers a line',
    hint: 'Each connection has its own socket, and none has to wait until another one is over.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const first = await tcp.connect(server);
    const second = await tcp.connect(server);
    const third = await tcp.connect(server);
    await expectOk(third, 'tres');
    await expectOk(second, 'dos');
    await expectOk(first, 'uno');
  },
);

check(
  'keeps the unfinished line of each client for itself',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'joins a line that arrives in parts',
    hint: 'A variable outside of the connection is shared by all clients.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const first = await tcp.connect(server);
    const second = await tcp.connect(server);
    await first.send('un');
    await first.hasBeenRead();
    await expectOk(second, 'dos');
    await first.send('o\n');
    await expectAnswer(first, 'OK...uno');
  },
);

check(
  'answers nobody but the client that has asked',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'answers a line',
    hint: 'The answer goes to the client whose line it is. How many sockets does your program write to?',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const first = await tcp.connect(server);
    const second = await tcp.connect(server);
    for (const text of ['uno', 'dos']) await expectOk(first, text);
    first.end();
    await expectOk(second, 'tres'); // and no answer before that
  },
);

check(
  'goes on with the others when a client ends',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'closes its side when the client has ended',
    hint: 'The end of a client ends its own connection. What else does your program end?',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const stays = await tcp.connect(server);
    await expectOk(stays, 'uno');
    const leaves = await tcp.connect(server);
    await expectOk(leaves, 'dos');
    leaves.end();
    await leaves.expectNothingMore();
    await expectOk(stays, 'tres');
  },
);

check(
  'goes on after a client has broken off',
  {
    program,
    gap: 1,
    points: 1,
    needs: 'serves one client after the other',
    hint: 'A client that breaks off is an event "error" of its socket. Without a listener that ends the whole program; a listener prints one line on stderr at most, and the server goes on.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const bystander = await tcp.connect(server);
    await expectOk(bystander, 'before');
    await expectKeepsServing(server, say('after-client-had-reset-connection'), async () => {
      for (const text of ['uno\nd', `${'x'.repeat(100_000)}\n`]) {
        const victim = await tcp.connect(server);
        victim.stopReading();
        await victim.send(text);
        await victim.hasBeenRead();
        victim.reset();
      }
      await expectOk(bystander, 'after');
      const next = await tcp.connect(server);
      await expectOk(next, 'hola');
    });
  },
);

check(
  'goes on after a client that sends bytes that are no text',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'serves one client after the other',
    hint: 'Anybody can send anything (telnet sends five such bytes for Ctrl-C). They may get any answer, but must not end the server.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const bystander = await tcp.connect(server);
    await expectOk(bystander, 'before');
    const garbage = await tcp.connect(server);
    await expectKeepsServing(server, say('after-client-had-sent-bytes-are'), async () => {
      await garbage.send(Uint8Array.of(0xff, 0xf4, 0xff, 0xfd, 0x06, 0xc3, 0x28, 0x00, 0x80, 0x0a));
      await garbage.hasBeenRead();
      await expectOk(bystander, 'after');
      const next = await tcp.connect(server);
      await expectOk(next, 'hola');
    });
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'answers a line',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const peer = await tcp.connect(server);
    await expectOk(peer, 'hola');
    await server.stop();
    expectQuietStderr(server);
  },
);
