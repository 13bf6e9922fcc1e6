import {
  CheckFailure,
  check,
  expectNetworkFailure,
  expectPortFlag,
  expectUsage,
  line,
  type Program,
} from '@socket-lab/kit';
import { say } from './messages.ts';

const program = 'client';
const OTHER_BYTES = say('sent-other-bytes');

// Connecting

check(
  'connects to the address of --host',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'connects to the server',
    hint: 'The address of --host goes to connect, beside the port.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen({ host: '127.0.0.2' });
    const { port } = listener;
    await start('client', { port, args: ['--host=127.0.0.2', `--port=${port}`], stdin: 'hola\n' });
    await listener.accept();
  },
);

check(
  'says that nobody listens, and ends with 1',
  {
    program,
    gap: 1,
    points: 2,
    needs: 'connects to the server',
    hint: 'When the connection is refused the socket emits "error": its code belongs in one line on stderr, and the exit code is 1.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.unusedPort();
    const client = await start('client', { port, stdin: 'hola\n' });
    await expectNetworkFailure(client, /ECONNREFUSED/, say('line-with-econnrefused'));
    if (!client.stdout.text().includes('Connected from ')) return;
    throw new CheckFailure(say('says-connected-and-not'), {
      kind: 'words',
      expected: say('no-line-connected-from-line-success'),
      received: say('one-although-connection-refused'),
    });
  },
);

// The command line, which the starter has already

check(
  'refuses an unknown flag with its usage',
  {
    program,
    points: 1,
    needs: 'sends the line with its newline',
    hint: 'parseArgs throws for a flag it does not know: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.unusedPort();
    const client = await start('client', { args: ['--port', `${port}`, '--colour', 'blue'], stdin: 'hola\n' });
    await expectUsage(client);
  },
);

check(
  'refuses what is no port, with its usage',
  {
    program,
    points: 1,
    needs: 'sends the line with its newline',
    hint: 'A port is a whole number from 0 to 65535, and nothing behind it: keep the test of the starter.',
  },
  async ({ start }) => {
    await expectPortFlag((port) => start('client', { args: [`--port=${port}`], stdin: 'hola\n' }));
  },
);

// The line

check(
  'sends the blanks around the line, too',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'sends the line with its newline',
    hint: 'What was typed is what travels. Does something trim it?',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    await start('client', { port: listener.port, stdin: ' \thola  \n' });
    const peer = await listener.accept();
    await peer.expect(' \thola  \n', OTHER_BYTES);
  },
);

check(
  'waits for a line that is typed late',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'sends the line with its newline',
    hint: 'stdin is a stream as well: nothing may be there yet when the program looks. Who waits for an event (of readline, say) has time.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'open' });
    // Its first words, whatever they are: a program that asks before it connects may wait for its line here.
    await client.inTime(() => client.stdout.text() !== '');
    // While another client does all of its work, this one has the time to look at an empty stdin.
    const busy = await tcp.listen();
    await start('client', { port: busy.port, stdin: 'another\n' });
    await (await busy.accept()).expect('another\n', OTHER_BYTES);
    client.write('hola\n');
    client.endInput();
    const peer = await listener.accept();
    try {
      await peer.expect('hola\n', OTHER_BYTES);
    } catch (failure) {
      if (!(failure instanceof CheckFailure) || peer.programSide === 'open' || peer.received > 0) throw failure;
      throw new CheckFailure(say('closed-without-line-which-typed-late'), {
        kind: 'words',
        expected: say('waits-for-line-and-sends'),
        received: say('end-connection-and-nothing-before'),
      });
    }
  },
);

check(
  'sends an empty line, and takes an empty reply line',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'ends by itself when the server has closed',
    hint: 'A newline alone is a line, to send (gap 4) and as a reply (gap 5). Only when no byte came at all there is no reply.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: '\n' });
    const peer = await listener.accept();
    await peer.expect('\n', OTHER_BYTES);
    await peer.send('\n');
    peer.end();
    await client.exits(0);
    await client.prints(line(/From server: ?/), say('from-server-and-nothing-behind'));
  },
);

check(
  'sends and prints a line of 1 MiB, whole',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'ends by itself when the server has closed',
    hint: 'A long line comes from stdin in many parts, and so does its reply from the server. Is one left out? stdout needs its time, too: process.exit() loses what is not written yet.',
  },
  async ({ start, tcp, chance }) => {
    const text = `${chance.bytes(524_287).toString('hex')}a`; // 1,048,576 bytes with its newline
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: `${text}\n` });
    const peer = await listener.accept();
    await peer.expect(`${text}\n`, OTHER_BYTES);
    await peer.send(`${text.toUpperCase()}\n`);
    peer.end();
    await client.exits(0);
    expectReply(client, text.toUpperCase());
  },
);

check(
  'prints the blanks that the reply begins with, too',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'ends by itself when the server has closed',
    hint: 'What came is what is printed. Of the reply only its last newline may be left out: trim() takes more than that.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola\n' });
    const peer = await listener.accept();
    await peer.expect('hola\n', OTHER_BYTES);
    // How it takes the last newline away is free, and trimEnd() takes blanks there as well: those are not graded.
    await peer.send(' \tHOLA\n');
    peer.end();
    await client.exits(0);
    expectReply(client, ' \tHOLA');
  },
);

check(
  'sends and prints letters outside of ASCII',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'ends by itself when the server has closed',
    hint: 'Text travels as UTF-8, as write sends a string when it is told nothing else (gap 4). The two bytes of an ñ may come in two chunks: make text of the whole reply, not of each chunk (gap 5).',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'un ñandú: 5 €\n' });
    const peer = await listener.accept();
    await peer.expect('un ñandú: 5 €\n', OTHER_BYTES);
    await peer.sendByteByByte('UN ÑANDÚ: 5 €\n');
    peer.end();
    await client.exits(0);
    expectReply(client, 'UN ÑANDÚ: 5 €');
  },
);

// The reply

check(
  'reads a reply of many pieces and several lines, and prints it once',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'ends by itself when the server has closed',
    hint: 'Neither a chunk nor a newline is the end of the reply: that is when the server closes. Then print all of it.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo\n', OTHER_BYTES);
    // Each is read by itself. A client that has gone meanwhile is judged by what it printed.
    for (const piece of ['HO', 'LA ', 'MUNDO\n', 'Y ADI', 'OS\n']) {
      await peer.write(piece);
      await peer.hasBeenRead();
    }
    peer.end();
    await client.exits(0);
    expectReply(client, 'HOLA MUNDO\nY ADIOS');
  },
);

check(
  'says so when the server closes without a reply',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'prints the reply of the server',
    hint: 'The end of the stream before the first byte is a failure: a line on stderr, exit code 1.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola\n' });
    const peer = await listener.accept();
    await peer.expect('hola\n', OTHER_BYTES);
    peer.end();
    await expectNetworkFailure(client);
  },
);

check(
  'says so when the server resets the connection',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'prints the reply of the server',
    hint: 'A reset comes as the event "error" of the socket: its code belongs in one line on stderr.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola\n' });
    const peer = await listener.accept();
    await peer.expect('hola\n', OTHER_BYTES);
    peer.reset();
    await expectNetworkFailure(client, /ECONNRESET/, say('line-with-econnreset'));
  },
);

check(
  'takes a part of a reply, and then a reset, for a failure',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'says so when the server resets the connection',
    hint: 'After a reset nobody knows what else would have come. Only an orderly end makes the reply whole.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo\n', OTHER_BYTES);
    await peer.send('HOLA');
    await peer.hasBeenRead();
    peer.reset();
    await expectNetworkFailure(client, /ECONNRESET/, say('line-with-econnreset'));
  },
);

/** The client, which has ended, has printed the reply, once. @param text without its last newline */
function expectReply({ stdout }: Program, text: string): void {
  const [, ...replies] = stdout.text().split('From server: ');
  if (replies.length !== 1) {
    throw new CheckFailure(say('printed-from-server-times', { length: replies.length }), {
      kind: 'words',
      expected: say('one-line-from-server-text-with'),
      received: say('them', { length: replies.length }),
    });
  }
  const expected = Buffer.from(text);
  const received = Buffer.from((replies[0] ?? '').replace(/(\r?\n){1,2}$/, ''));
  const begins = received.subarray(0, expected.length).equals(expected);
  // Behind the reply the client may print lines of its own.
  if (
    begins &&
    (received.length === expected.length || /^[\r\n]/.test(received.subarray(expected.length).toString()))
  ) {
    return;
  }
  const isBeginning = received.length > 0 && expected.subarray(0, received.length).equals(received);
  throw new CheckFailure(isBeginning ? say('printed-beginning-reply-only') : say('text-behind-from-server-not-reply'), {
    kind: 'bytes',
    expected,
    received,
    followedBy: say('no-more-on-stdout'),
  });
}
