import {
  CheckFailure,
  check,
  expectBoundHost,
  expectChosenPort,
  expectKeepsServing,
  expectNetworkFailure,
  expectNoStackTrace,
  expectNotListening,
  expectPortFlag,
  expectUsage,
  line,
  type TcpPeer,
} from '@socket-lab/kit';
import { say } from './messages.ts';

const program = 'server';
const OTHER_ANSWER = say('answer-not-line-in-capital-letters');

// Binding

check(
  'takes a port of the system with --port 0, and names it',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'says when it is ready, with its port',
    hint: 'With port 0 the system chooses. Ask the server for its address once it listens.',
  },
  async ({ start, tcp }) => {
    const server = await start('server', { port: 0 });
    await tcp.connect({ port: await expectChosenPort(server) });
  },
);

check(
  'answers at the address of --host only',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'answers a line in capital letters',
    hint: 'The address of --host goes to listen, beside the port.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.unusedPort();
    const server = await start('server', { port, args: ['--host=127.0.0.2', `--port=${port}`] });
    const peer = await tcp.connect(server, { host: '127.0.0.2' });
    await peer.send('hola\n');
    await peer.expect('HOLA\n', OTHER_ANSWER);
    await expectNotListening(tcp, { host: '127.0.0.1', port, given: '--host=127.0.0.2' });
  },
);

check(
  'answers at every IPv4 address when --host is left out',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'answers a line in capital letters',
    hint: 'Without --host, bind to all interfaces: 0.0.0.0, or no address at all.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    for (const host of ['127.0.0.2', '127.0.0.1']) {
      const peer = await tcp.connect(server, { host });
      await peer.send('hola\n');
      await peer.expect('HOLA\n', OTHER_ANSWER);
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
    needs: 'answers a line in capital letters',
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
    needs: 'answers a line in capital letters',
    hint: 'A port is a whole number from 0 to 65535, and nothing behind it: keep the test of the starter.',
  },
  async ({ start }) => {
    await expectPortFlag((port) => start('server', { args: [`--port=${port}`], ready: false }));
  },
);

// The line

check(
  'puts a line together that comes byte by byte',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'waits for the newline before it answers',
    hint: 'A line may come in any number of parts. Keep all of them until the newline is there.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await exchange(peer, () => peer.sendByteByByte('byte by byte\n'), 'BYTE BY BYTE\n');
  },
);

check(
  'keeps a character whole whose bytes come apart',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'waits for the newline before it answers',
    hint: 'A line is text in UTF-8: ñ has two bytes, € has three, and they may come apart. Make text of the line once all of its bytes are there (gap 4), then toUpperCase (gap 5).',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    const bytes = Buffer.from('un ñandú: 5 €\n');
    const [inEnye, inEuro] = [bytes.indexOf('ñ') + 1, bytes.indexOf('€') + 2];
    await peer.sendInSegments(bytes.subarray(0, inEnye), bytes.subarray(inEnye, inEuro), bytes.subarray(inEuro));
    await peer.expect('UN ÑANDÚ: 5 €\n', OTHER_ANSWER);
  },
);

check(
  'answers the first line only, when more than a line comes at once',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'closes the connection after its answer',
    hint: 'A chunk may have a line, and the beginning of the next one, or all of it. Cut behind the first newline.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    for (const lineAndMore of ['uno\ndo', 'uno\ndos\ntr']) {
      const peer = await tcp.connect(server);
      await peer.send(lineAndMore);
      await peer.expect('UNO\n', OTHER_ANSWER);
      await peer.expectNothingMore(say('sent-more-than-answer-first-line'));
    }
  },
);

check(
  'keeps the carriage return at the end of a line',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'answers a line in capital letters',
    hint: 'A line ends in \\n. A \\r before it is a byte of the line like any other (readline takes it away).',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('hola\r\n');
    await peer.expect('HOLA\r\n', OTHER_ANSWER);
  },
);

check(
  'keeps the blanks around a line',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'answers a line in capital letters',
    hint: 'Only small letters become other ones. Does something trim the line?',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send(' \thola  \n');
    await peer.expect(' \tHOLA  \n', OTHER_ANSWER);
  },
);

check(
  'answers an empty line with an empty line',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'closes the connection after its answer',
    hint: 'A newline alone is a line, too: its answer is a newline.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('\n');
    await peer.expect('\n', say('answer-empty-line-not-empty-line'));
    await peer.expectNothingMore();
  },
);

check(
  'answers a line of 64 KiB, whole',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'waits for the newline before it answers',
    hint: 'No buffer of a fixed size: the newline is the only thing that ends a line.',
  },
  async ({ start, tcp, chance }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    const text = `${chance.bytes(32_767).toString('hex')}a\n`; // 65,536 bytes
    await exchange(peer, () => peer.send(text), text.toUpperCase());
  },
);

check(
  'answers a line of 1 MiB, whole',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'answers a line of 64 KiB, whole',
    hint: 'A long line comes in many parts. Is there a limit on their number, or on the length of the line?',
  },
  async ({ start, tcp, chance }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    const text = `${chance.bytes(524_287).toString('hex')}a\n`; // 1,048,576 bytes
    await exchange(peer, () => peer.send(text), text.toUpperCase());
  },
);

check(
  'answers what came when the client ends before the newline',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'closes the connection after its answer',
    hint: 'A client that has ended its side (the event "end") sends no newline any more, and still waits for an answer.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('hola');
    peer.end();
    await peer.expect('HOLA', say('answer-not-what-came-in-capital'));
    const rest = await peer.readToEnd();
    if (/^(\r?\n)?$/.test(rest.toString())) return;
    throw new CheckFailure(say('sent-more-than-answer'), {
      kind: 'bytes',
      expected: Buffer.from('HOLA\n'),
      received: Buffer.concat([Buffer.from('HOLA'), rest]),
    });
  },
);

check(
  'answers a client that ends its side right after its line',
  {
    program,
    gap: 1,
    points: 2,
    needs: 'closes the connection after its answer',
    hint: 'The client has ended its own side only: it still reads. An answer that comes later needs allowHalfOpen.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    void peer.write('hola\n');
    peer.end(); // in the same turn: nothing can come between the line and the end
    await peer.expect('HOLA\n', OTHER_ANSWER);
    await peer.expectNothingMore();
  },
);

// Many clients

check(
  'answers clients in the reverse order of their connection',
  {
    program,
    gap: 1,
    points: 2,
    needs: 'answers a line in capital letters',
    hint: 'A client that says nothing holds up nobody: serve each connection as it comes. Each has a socket of its own: one variable for all of them holds the last one.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const first = await tcp.connect(server);
    const second = await tcp.connect(server);
    const third = await tcp.connect(server);
    await third.send('third\n');
    await third.expect('THIRD\n', OTHER_ANSWER);
    await second.send('second\n');
    await second.expect('SECOND\n', OTHER_ANSWER);
    await first.send('first\n');
    await first.expect('FIRST\n', OTHER_ANSWER);
  },
);

check(
  'keeps the lines of its clients apart',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'waits for the newline before it answers',
    hint: 'A variable outside of the connection is shared by all clients: half a line of one mixes with that of another.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const first = await tcp.connect(server);
    const second = await tcp.connect(server);
    await first.send('first ');
    await first.hasBeenRead();
    await second.send('second line\n');
    await second.expect('SECOND LINE\n', OTHER_ANSWER);
    await first.send('line\n');
    await first.expect('FIRST LINE\n', OTHER_ANSWER);
  },
);

check(
  'goes on after a client has reset its connection in mid-line',
  {
    program,
    gap: 1,
    points: 2,
    needs: 'serves one client after the other',
    hint: 'A client that breaks off is an event "error" of its socket. Without a listener that ends the whole program; a listener prints one line on stderr at most, and the server goes on.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const bystander = await tcp.connect(server);
    const victim = await tcp.connect(server);
    await victim.send('half a li');
    await victim.hasBeenRead();
    victim.reset();
    await expectKeepsServing(server, say('after-client-had-reset-connection'), async () => {
      await bystander.send('hola\n');
      await bystander.expect('HOLA\n', OTHER_ANSWER);
      const next = await tcp.connect(server);
      await next.send('hola\n');
      await next.expect('HOLA\n', OTHER_ANSWER);
    });
    await server.stop();
    expectNoStackTrace(server);
  },
);

check(
  'goes on after a client that comes and leaves without a word',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'serves one client after the other',
    hint: 'When a client ends before it has sent a byte, there is no line. Does your program count on one?',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const bystander = await tcp.connect(server);
    const silent = await tcp.connect(server);
    silent.end(); // whether the server closes here is not graded
    await expectKeepsServing(server, say('after-client-had-come-and-left'), async () => {
      await bystander.send('uno\n');
      await bystander.expect('UNO\n', OTHER_ANSWER);
      const next = await tcp.connect(server);
      await next.send('dos\n');
      await next.expect('DOS\n', OTHER_ANSWER);
    });
  },
);

check(
  'goes on after a client that sends bytes that are no text',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'serves one client after the other',
    hint: 'Anybody can send anything. Bytes that are no UTF-8 may get any answer, but must not end the server.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const bystander = await tcp.connect(server);
    const garbage = await tcp.connect(server);
    await garbage.send(Uint8Array.of(0xff, 0xc3, 0x28, 0x00, 0x80, 0x0a));
    await garbage.hasBeenRead();
    await expectKeepsServing(server, say('after-client-had-sent-bytes-are'), async () => {
      await bystander.send('hola\n');
      await bystander.expect('HOLA\n', OTHER_ANSWER);
      const next = await tcp.connect(server);
      await next.send('hola\n');
      await next.expect('HOLA\n', OTHER_ANSWER);
    });
  },
);

check(
  'serves 200 clients in a row',
  {
    program,
    gap: 1,
    points: 1,
    needs: 'serves one client after the other',
    hint: 'Does the server keep something of the clients that have left, and stop when there are too many?',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    let served = 0;
    try {
      while (served < 200) {
        const peer = await tcp.connect(server);
        await peer.send(`client ${served + 1}\n`);
        await peer.expect(`CLIENT ${served + 1}\n`, OTHER_ANSWER);
        await peer.expectNothingMore();
        peer.end();
        served += 1;
      }
    } catch (failure) {
      if (!(failure instanceof CheckFailure)) throw failure;
      // Whether the next one is refused, reset or left alone is chance; how many were served is not.
      throw new CheckFailure(say('served-clients-in-row-and-not', { served }), {
        kind: 'words',
        expected: say('answer-each-200-clients-and-end'),
        received: say('answers-them', { served }),
      });
    }
  },
);

/**
 * Sends a line and reads its answer. A server that hangs up instead shows that while the line is being sent or behind it,
 * by its end or a reset, as it happens: what is sure in all of these is said.
 */
async function exchange(peer: TcpPeer, send: () => Promise<void>, answer: string): Promise<void> {
  try {
    await send();
    await peer.expect(answer, OTHER_ANSWER);
  } catch (failure) {
    if (!(failure instanceof CheckFailure) || peer.programSide === 'open' || peer.received > 0) throw failure;
    throw new CheckFailure(say('closed-connection-without-answer'), {
      kind: 'words',
      expected: say('answer-and-end-connection-behind'),
      received: say('end-connection-and-nothing-before'),
    });
  }
}
