import { check, expectSuccess, line } from '@socket-lab/kit';
import { say } from './messages.ts';
import { expectClosingAfter, expectPieces } from './pieces.ts';

const program = 'client';

check(
  'says where it connects',
  {
    program,
    gap: 1,
    points: 1,
    hint: 'The line is exactly "Connecting to HOST port PORT", with the host and the port that were given.',
    strongerHint:
      'The starter prints this line before it connects: take it back as it was. Between HOST and PORT stands the word "port", not a colon; both come from the flags, since the socket knows nothing yet.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.listen();
    const client = await start('client', { host: '127.0.0.1', port, stdin: 'hola\n' });
    await client.prints(line(`Connecting to 127.0.0.1 port ${port}`), `"Connecting to 127.0.0.1 port ${port}"`);
  },
);

check(
  'connects to the server',
  {
    program,
    gap: 2,
    points: 2,
    hint: 'The socket has to be connected to both: the host and the port.',
    strongerHint:
      'connect() takes an object with `host` and `port`, or the port and then the host, in this order. Both are in constants of these names; no connection, with ECONNREFUSED means that it went to another port, perhaps one that you wrote yourself.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    await start('client', { host: '127.0.0.1', port: listener.port, stdin: 'hola\n' });
    await listener.accept();
  },
);

check(
  'sends the line it has read',
  {
    program,
    gap: 3,
    points: 4,
    needs: 'connects to the server',
    hint: 'What travels are the bytes of the line, neither more nor less: the newline of the keyboard is not part of it.',
    strongerHint:
      '`message` has the bytes of the line, without a newline: hand it to write() as it is. console.log() adds a newline to what it prints, write() adds none. "Sending" and the line are printed by the starter: keep that, too.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo', say('sent-other-bytes'));
    await client.prints(line('Sending hola mundo'), '"Sending hola mundo"');
    peer.expectNothingElse();
  },
);

check(
  'prints the echo in pieces of at most 16 bytes',
  {
    program,
    gap: 4,
    points: 4,
    needs: 'sends the line it has read',
    hint: 'Each piece is a line "Received: PIECE". What arrives together is cut by you, into pieces of 16 bytes and a shorter last one. A socket that is closed right after sending hears no echo.',
    strongerHint:
      '"data" may bring 64 KiB at once. Go over the chunk in steps of PIECE_BYTES, and print subarray() from one step to the next: past the end it just gives less. A destroy() before that, and no echo is heard.',
  },
  async ({ start, tcp }) => {
    const message = 'abcdefghijklmnopqrstuvwxyz 0123456789';
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: `${message}\n` });
    const peer = await listener.accept();
    await peer.expect(message, say('sent-other-bytes'));
    await peer.send(message);
    await expectPieces(client, message, 16);
  },
);

check(
  'ends by itself when the echo is complete, though the server stays open',
  {
    program,
    gap: 6,
    points: 4,
    needs: 'sends the line it has read',
    hint: 'The server will not close first. Close the socket yourself, and leave nothing open behind it.',
    strongerHint:
      'end() only says that you send nothing more: the program lives on until the server ends, too, and this one does not. destroy() closes the socket at once, and nothing is lost, as all is back. A timer of yours needs clearTimeout().',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo', say('sent-other-bytes'));
    await peer.send('hola mundo');
    await client.exits(0);
    await peer.expectNothingMore();
  },
);

check(
  'reads on until as many bytes came as it sent',
  {
    program,
    gap: 5,
    points: 3,
    needs: 'prints the echo in pieces of at most 16 bytes',
    hint: 'The echo may come in any number of parts. Count the bytes; only the sum tells when it is complete.',
    strongerHint:
      'Add the length of every chunk to `received` and compare with the length of `message`: both are in bytes. Only when they are equal is it time for `close`; the pieces are printed before that. One "data" event proves nothing.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo', say('sent-other-bytes'));
    await peer.send('hola ');
    await peer.hasBeenRead(); // not "printed": a program may wait for 16 bytes before it prints a piece
    await peer.send('mundo');
    await expectClosingAfter(client, 'hola mundo');
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'ends by itself when the echo is complete, though the server stays open',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
    strongerHint:
      'console.error() and console.warn() write to stderr, console.log() to stdout. A line that you added to look inside belongs on stdout, or out again; one that begins "(node:" is a warning of Node itself, and says of what.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola\n' });
    const peer = await listener.accept();
    await peer.expect('hola', say('sent-other-bytes'));
    await peer.send('hola');
    await expectSuccess(client);
  },
);
