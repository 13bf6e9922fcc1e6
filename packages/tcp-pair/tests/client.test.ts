import { check, endpoint, expectSuccess, line } from '@socket-lab/kit';

const program = 'client';
const OTHER_BYTES = 'The client sent other bytes.';

check(
  'connects to the server',
  {
    program,
    gap: 2,
    points: 4,
    hint: 'The socket has to be created, and connected to both, the address of --host and the port of --port.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    await start('client', { host: '127.0.0.1', port: listener.port, stdin: 'hola\n' });
    await listener.accept();
  },
);

check(
  'says from where it is connected',
  {
    program,
    gap: 3,
    points: 3,
    needs: 'connects to the server',
    hint: 'The line is "Connected from IP:PORT". Once it is connected the socket knows both ends: its own is the local one.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola\n' });
    const { otherEnd } = await listener.accept();
    await client.prints(line('Connected from ', endpoint(otherEnd)), `"Connected from 127.0.0.1:${otherEnd.port}"`);
  },
);

check(
  'sends the line with its newline',
  {
    program,
    gap: 4,
    points: 5,
    needs: 'connects to the server',
    hint: 'What was typed travels as it is, with one \\n behind it: there the server sees the end of the line. What you read from stdin has no newline any more.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo\n', OTHER_BYTES);
    peer.expectNothingElse();
  },
);

check(
  'prints the reply of the server',
  {
    program,
    gap: 5,
    points: 4,
    needs: 'sends the line with its newline',
    hint: 'Read until the server has closed, then print one line: "From server: TEXT", where TEXT is what came. Who closes first hears no reply.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo\n', OTHER_BYTES);
    await peer.send('HOLA MUNDO\n');
    peer.end();
    await client.prints(line('From server: HOLA MUNDO'), '"From server: HOLA MUNDO"');
  },
);

check(
  'ends by itself when the server has closed',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'prints the reply of the server',
    hint: 'Nothing is left to do: no socket, no timer, no stdin may stay open, and all went well (exit code 0).',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo\n', OTHER_BYTES);
    await peer.send('HOLA MUNDO\n');
    peer.end();
    await client.exits(0);
    await peer.expectNothingMore();
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'ends by itself when the server has closed',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola\n' });
    const peer = await listener.accept();
    await peer.expect('hola\n', OTHER_BYTES);
    await peer.send('HOLA\n');
    peer.end();
    await expectSuccess(client);
  },
);
