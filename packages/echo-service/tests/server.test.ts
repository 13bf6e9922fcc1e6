import { check, endpoint, expectQuietStderr, line } from '@socket-lab/kit';

const program = 'server';

check(
  'says when it is ready, with its port',
  {
    program,
    gap: 2,
    points: 3,
    hint: 'The ready line is exactly "Starting up echo server on HOST port PORT"; print it once the server listens.',
  },
  async ({ start }) => {
    const server = await start('server', { host: '127.0.0.1' });
    const ready = line('Starting up echo server on ', /\S+/, ` port ${server.port}`);
    await server.prints(ready, `"Starting up echo server on 127.0.0.1 port ${server.port}"`);
  },
);

check(
  'sends back what it receives',
  {
    program,
    gap: 4,
    points: 4,
    hint: 'The bytes that arrive go back through the same socket, as they are: no greeting before, no word added.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('hola\n');
    await peer.expect('hola\n');
  },
);

check(
  'echoes bytes that arrive in two writes',
  {
    program,
    gap: 3,
    points: 3,
    needs: 'sends back what it receives',
    hint: 'TCP is a stream: the client may write again at any time. Listen for all the data, not for the first.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('hel');
    await peer.expect('hel');
    await peer.send('lo');
    await peer.expect('lo');
  },
);

check(
  'ends its side when the client ends',
  {
    program,
    gap: 5,
    points: 3,
    needs: 'sends back what it receives',
    hint: 'When the client has ended (the event "end"), nothing more will come. What does the client wait for then?',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('hola\n');
    await peer.expect('hola\n');
    peer.end();
    await peer.expectEnd();
  },
);

check(
  'prints how many bytes it sent back, and to whom',
  {
    program,
    gap: 5,
    points: 3,
    needs: 'ends its side when the client ends',
    hint: 'The line is "sent N bytes back to IP:PORT": all bytes of this connection, and the address of the client.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('ñandú\n'); // 8 bytes, 6 characters
    await peer.expect('ñandú\n');
    await peer.send('adiós\n'); // 7 bytes
    await peer.expect('adiós\n');
    peer.end();
    await peer.expectEnd();
    const sent = line('sent 15 bytes back to ', endpoint(peer));
    await server.prints(sent, `"sent 15 bytes back to 127.0.0.1:${peer.port}"`);
  },
);

check(
  'serves one client after the other',
  {
    program,
    gap: 1,
    points: 2,
    needs: 'ends its side when the client ends',
    hint: 'The end of one client is not the end of the server: it keeps listening.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    for (const text of ['uno\n', 'dos\n', 'tres\n']) {
      const peer = await tcp.connect(server);
      await peer.send(text);
      await peer.expect(text);
      peer.end();
      await peer.expectEnd();
    }
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'ends its side when the client ends',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async ({ start, tcp }) => {
    const server = await start('server');
    const peer = await tcp.connect(server);
    await peer.send('hola\n');
    await peer.expect('hola\n');
    peer.end();
    await peer.expectEnd();
    await server.stop();
    expectQuietStderr(server);
  },
);
