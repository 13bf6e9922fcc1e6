import { check, expectSuccess, line } from '@socket-lab/kit';
import { expectClosingAfter, expectPieces } from './pieces.ts';

const program = 'client';

check(
  'says where it connects',
  {
    program,
    gap: 1,
    points: 1,
    hint: 'The line is exactly "Connecting to HOST port PORT", with the host and the port that were given.',
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
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo', 'The program sent other bytes.');
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
    hint: 'Each piece is a line "Received: PIECE". What arrives together is cut into pieces of 16 bytes by you.',
  },
  async ({ start, tcp }) => {
    const message = 'abcdefghijklmnopqrstuvwxyz 0123456789';
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: `${message}\n` });
    const peer = await listener.accept();
    await peer.expect(message, 'The program sent other bytes.');
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
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo', 'The program sent other bytes.');
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
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo', 'The program sent other bytes.');
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
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola\n' });
    const peer = await listener.accept();
    await peer.expect('hola', 'The program sent other bytes.');
    await peer.send('hola');
    await expectSuccess(client);
  },
);
