import { check, expectNetworkFailure, expectPortFlag, expectUsage, line } from '@socket-lab/kit';
import { expectClosingAfter, expectPieces } from '../tests/pieces.ts';
import { say } from './messages.ts';

const program = 'client';

// Connecting

check(
  'connects to the address of --host',
  {
    program,
    gap: 2,
    reaches: 3,
    points: 1,
    needs: 'connects to the server',
    hint: 'The address of --host goes to connect, and into the line "Connecting to HOST port PORT".',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen({ host: '127.0.0.2' });
    const { port } = listener;
    const client = await start('client', { port, args: ['--host=127.0.0.2', `--port=${port}`], stdin: 'hola\n' });
    await client.prints(line(`Connecting to 127.0.0.2 port ${port}`), `"Connecting to 127.0.0.2 port ${port}"`);
    const peer = await listener.accept();
    await peer.expect('hola', say('sent-other-bytes'));
  },
);

check(
  'says that nobody listens, and ends with 1',
  {
    program,
    gap: 2,
    points: 2,
    needs: 'connects to the server',
    hint: 'When the connection is refused the socket emits "error": its code belongs in one line on stderr.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.unusedPort();
    const client = await start('client', { port, stdin: 'hola\n' });
    await expectNetworkFailure(client, /ECONNREFUSED/, say('line-with-econnrefused'));
  },
);

// The command line, which the starter has already

check(
  'refuses an unknown flag with its usage',
  {
    program,
    points: 1,
    needs: 'sends the line it has read',
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
    needs: 'sends the line it has read',
    hint: 'A port is a whole number from 0 to 65535, and nothing behind it: keep the test of the starter.',
  },
  async ({ start }) => {
    await expectPortFlag((port) => start('client', { args: [`--port=${port}`], stdin: 'hola\n' }));
  },
);

check(
  'asks for a port when --port is left out',
  {
    program,
    points: 1,
    needs: 'sends the line it has read',
    hint: 'This client has no default port: without --port it explains its usage and exits with 2.',
  },
  async ({ start }) => {
    const client = await start('client', { args: [], stdin: 'hola\n' });
    await expectUsage(client);
  },
);

// The line

check(
  'sends the blanks around the line, too',
  {
    program,
    gap: 3,
    reaches: 4,
    points: 1,
    needs: 'sends the line it has read',
    hint: 'Only the newline is not part of the line. Does something trim it?',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: ' \thola  \n' });
    const peer = await listener.accept();
    await peer.expect(' \thola  ', say('sent-other-bytes'));
    await peer.send(' \thola  ');
    await expectPieces(client, ' \thola  ', 16);
  },
);

check(
  'waits for a line that is typed late',
  {
    program,
    gap: 3,
    reaches: 4,
    points: 1,
    needs: 'sends the line it has read',
    hint: 'stdin is a stream as well: the line may come late. Connect, and say where, before you wait for it.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'open' });
    await client.prints(line(`Connecting to `, /\S+/, ` port ${listener.port}`), '"Connecting to HOST port PORT"');
    client.write('hola\n');
    client.endInput();
    const peer = await listener.accept();
    await peer.expect('hola', say('sent-other-bytes'));
    await peer.send('hola');
    await expectPieces(client, 'hola', 16);
  },
);

check(
  'awaits nothing after an empty line',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'ends by itself when the echo is complete, though the server stays open',
    hint: 'An empty line has no bytes, so no echo will come. When is it complete?',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: '\n' });
    await client.exits(0);
    await client.prints(line('Closing connection to the server'), '"Closing connection to the server"');
  },
);

check(
  'sends and prints a line of 1 MiB, whole',
  {
    program,
    gap: 3,
    reaches: 6,
    points: 2,
    needs: 'prints the echo in pieces of at most 16 bytes',
    hint: 'A long line comes from stdin in several parts, and leaves in several. Is one of them lost? stdout needs its time, too: process.exit() loses what is not written yet.',
  },
  async ({ start, tcp, chance }) => {
    const message = chance.bytes(512 * 1024).toString('hex');
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: `${message}\n` });
    const peer = await listener.accept();
    await peer.expect(message, say('sent-other-bytes'));
    await peer.send(message);
    await client.exits(0);
    await expectPieces(client, message, 16);
  },
);

// The echo

check(
  'takes an echo that comes byte by byte',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'reads on until as many bytes came as it sent',
    hint: 'Whatever the size of the parts: count their bytes, not the parts; and a part may end within a character.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'uno dós: ñ\n' });
    const peer = await listener.accept();
    await peer.expect('uno dós: ñ', say('sent-other-bytes'));
    await peer.sendByteByByte('uno dós: ñ');
    await expectClosingAfter(client, 'uno dós: ñ');
  },
);

check(
  'counts bytes, not characters',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'reads on until as many bytes came as it sent',
    hint: 'The message has more bytes than characters: Buffer.byteLength tells them apart.',
  },
  async ({ start, tcp }) => {
    const message = 'ññññññññ'; // 8 characters, 16 bytes
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: `${message}\n` });
    const peer = await listener.accept();
    await peer.expect(message, say('sent-other-bytes'));
    await peer.send('ññññ'); // 8 bytes
    await peer.hasBeenRead();
    await peer.send('ññññ');
    await expectClosingAfter(client, message, 19);
  },
);

check(
  'prints characters whole that a piece has cut in two',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'prints the echo in pieces of at most 16 bytes',
    hint: 'A character may have bytes in two pieces. A StringDecoder keeps the first of them until the others come.',
  },
  async ({ start, tcp }) => {
    const message = 'ab€€€€€€€€€€ 😀😀😀😀 ñandú'; // the borders at 16 and 48 bytes lie within a character
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: `${message}\n` });
    const peer = await listener.accept();
    await peer.expect(message, say('sent-other-bytes'));
    await peer.send(message);
    await expectPieces(client, message, 19);
  },
);

check(
  'prints what came, and fails, when the server ends too early',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'reads on until as many bytes came as it sent',
    hint: 'The end of the stream before the last byte is a failure: a line on stderr, exit code 1.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'uno dos tres\n' });
    const peer = await listener.accept();
    await peer.expect('uno dos tres', say('sent-other-bytes'));
    await peer.send('uno');
    peer.end();
    await expectNetworkFailure(client);
    await expectPieces(client, 'uno', 16);
  },
);

check(
  'says so when the server resets the connection',
  {
    program,
    gap: 2,
    points: 2,
    needs: 'reads on until as many bytes came as it sent',
    hint: 'A reset comes as the event "error" of the socket. Who listens for it?',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'uno dos tres\n' });
    const peer = await listener.accept();
    await peer.expect('uno dos tres', say('sent-other-bytes'));
    await peer.send('uno');
    await peer.hasBeenRead();
    peer.reset();
    await expectNetworkFailure(client, /ECONNRESET/, say('line-with-econnreset'));
  },
);
