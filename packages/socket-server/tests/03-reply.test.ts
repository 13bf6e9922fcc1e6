import { check, line } from '@socket-lab/kit';

const program = '03-reply';

check(
  'says when it listens, with its port',
  {
    program,
    gap: 2,
    points: 1,
    hint: 'The ready line is exactly "Socket now listening on HOST:PORT"; print it once the server listens.',
  },
  async ({ start }) => {
    const server = await start('03-reply', { host: '127.0.0.1' });
    const ready = line('Socket now listening on ', /\S+/, `:${server.port}`);
    await server.prints(ready, `"Socket now listening on 127.0.0.1:${server.port}"`);
  },
);

check(
  'sends the line back',
  {
    program,
    gap: 5,
    points: 2,
    hint: 'The line goes back through the same socket, as it came, its newline included: no word before, none behind.',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    await peer.send('hola mundo\n');
    await peer.expect('hola mundo\n');
  },
);

check(
  'closes the connection after its reply',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'sends the line back',
    hint: 'The client reads until the server closes: send the line, and nothing else, and end the connection.',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    await peer.send('hola mundo\n');
    await peer.expect('hola mundo\n');
    await peer.expectNothingMore();
  },
);

check(
  'ends by itself, with exit code 0',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'closes the connection after its reply',
    hint: 'A server that listens keeps its program running. When is it time to close it?',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    await peer.send('hola mundo\n');
    await peer.expect('hola mundo\n');
    await peer.expectNothingMore();
    peer.end();
    await server.exits(0);
  },
);

check(
  'waits until the line is whole',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'sends the line back',
    hint: 'TCP is a stream: a line may arrive in any number of parts. Keep them until the newline is there.',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    await peer.sendInSegments('hola ', 'mun', 'do\n');
    await peer.expect('hola mundo\n');
  },
);
