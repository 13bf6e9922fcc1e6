import { check, expectQuietStderr } from '@socket-lab/kit';
import { connectIfAccepted } from '../tests/connect-if-accepted.ts';
import { expectEndInPeace } from '../tests/ends-in-peace.ts';
import { checkBinding } from './server-checks.ts';

const program = '03-reply';

// Binding

checkBinding(program, { gap: 2 });

// The line

check(
  'answers the first line only',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'closes the connection after its reply',
    hint: 'What arrives together need not belong together: a line ends at its newline, wherever the chunk ends.',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    await peer.send('uno\ndos\ntr');
    await peer.expect('uno\n');
    await peer.expectNothingMore();
  },
);

check(
  'keeps the CR of a line from telnet',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'sends the line back',
    hint: 'telnet ends a line with CR and LF. Both belong to what is sent back.',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    await peer.send('hola mundo\r\n');
    await peer.expect('hola mundo\r\n');
  },
);

check(
  'sends back an empty line, and blanks',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'sends the line back',
    hint: 'A line with no character in it is a line. Does your program trim it, or take it for nothing?',
  },
  async ({ start, tcp }) => {
    for (const text of ['\n', ' \thola  \n']) {
      const server = await start('03-reply');
      const peer = await tcp.connect(server);
      await peer.send(text);
      await peer.expect(text);
    }
  },
);

check(
  'keeps characters whole that arrive byte by byte',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'waits until the line is whole',
    hint: 'The bytes of one character may arrive in two chunks. Make text of them when they are together (setEncoding).',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    await peer.sendByteByByte('ñandú €\n');
    await peer.expect('ñandú €\n');
  },
);

check(
  'sends back a line of 1 MiB, whole',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'waits until the line is whole',
    hint: 'A long line arrives in many parts, and its reply leaves in many. Is one of them lost, or is there a limit on their number or their length?',
  },
  async ({ start, tcp, chance }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    const text = chance
      .bytes(512 * 1024)
      .toString('hex')
      .slice(1);
    await peer.send(`${text}\n`);
    await peer.expect(`${text}\n`);
  },
);

// The client, and who comes later

check(
  'takes no second connection',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'ends by itself, with exit code 0',
    hint: 'Close the server with its first connection: the connection itself stays open. Who comes later must not hold it up.',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const first = await tcp.connect(server);
    const second = await connectIfAccepted(tcp, server);
    await second?.write('dos\n');
    await first.send('uno\n');
    await first.expect('uno\n');
    await first.expectNothingMore();
    first.end();
    await server.exits(0);
    second?.expectNothingElse();
  },
);

check(
  'ends when its client leaves without a line',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'ends by itself, with exit code 0',
    hint: 'The client may end before it has sent a line. The connection is over then, and so is the program.',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    peer.end();
    await expectEndInPeace(server);
  },
);

check(
  'ends without a stack trace when its client breaks off',
  {
    program,
    gap: 1,
    points: 1,
    needs: 'ends by itself, with exit code 0',
    hint: 'A reset comes as the event "error" of the socket. Who listens for it?',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    await peer.send('hol');
    await peer.hasBeenRead();
    peer.reset();
    await expectEndInPeace(server);
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'sends the line back',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    await peer.send('hola mundo\n');
    await peer.expect('hola mundo\n');
    await server.stop();
    expectQuietStderr(server);
  },
);
