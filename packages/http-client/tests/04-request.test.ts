import { check } from '@socket-lab/kit';
import { serveHttp } from '@socket-lab/kit/http/http-server';
import { expectConnected, expectCreated, expectResolved, expectSent } from './steps.ts';

const program = '04-request';

check(
  'says that the socket is created',
  {
    program,
    gap: 1,
    points: 1,
    hint: 'The line is exactly "Socket created", as in 01-socket.',
  },
  async ({ start }) => {
    await expectCreated(await start('04-request', { host: '127.0.0.1' }));
  },
);

check(
  'prints the IP address of the host',
  {
    program,
    gap: 2,
    points: 1,
    hint: 'The line is that of 02-resolve; it comes before the connection.',
  },
  async ({ start }) => {
    await expectResolved(await start('04-request', { host: 'localhost' }), { host: 'localhost', ip: '127.0.0.1' });
  },
);

check(
  'connects to the server, and says so',
  {
    program,
    gap: 3,
    points: 1,
    hint: 'The line is that of 03-connect, and it comes once the connection stands.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.listen();
    const client = await start('04-request', { host: '127.0.0.1', port });
    await expectConnected(client, { host: '127.0.0.1', ip: '127.0.0.1' });
  },
);

check(
  'asks for the path with GET and HTTP/1.1',
  {
    program,
    gap: 4,
    points: 2,
    hint: 'The first line is "GET /the/path HTTP/1.1": three words, with one blank between them.',
  },
  async ({ start, tcp }) => {
    const server = await serveHttp(tcp);
    await start('04-request', server.flags());
    const leftOut = await server.takeRequest();
    leftOut.expectRequest('request line');
    await start('04-request', server.flags({ path: '/notes/today.html' }));
    const given = await server.takeRequest({ path: '/notes/today.html' });
    given.expectRequest('request line');
  },
);

check(
  'ends each line with CR LF, and the last one is empty',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'asks for the path with GET and HTTP/1.1',
    hint: String.raw`Each line has "\r\n" behind it, the empty one too: so the request ends in "\r\n\r\n".`,
  },
  async ({ start, tcp }) => {
    const server = await serveHttp(tcp);
    await start('04-request', server.flags());
    const exchange = await server.takeRequest();
    exchange.expectRequest('line ends');
  },
);

check(
  'names the host and its port',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'asks for the path with GET and HTTP/1.1',
    hint: 'One server may answer for many hosts: the line "Host: HOST:PORT" says which one is meant.',
  },
  async ({ start, tcp }) => {
    const server = await serveHttp(tcp);
    await start('04-request', server.flags());
    const exchange = await server.takeRequest();
    exchange.expectRequest('Host');
  },
);

check(
  'asks the server to close behind its answer',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'asks for the path with GET and HTTP/1.1',
    hint: 'The line is "Connection: close". Without it the server keeps the connection for your next request.',
  },
  async ({ start, tcp }) => {
    const server = await serveHttp(tcp);
    await start('04-request', server.flags());
    const exchange = await server.takeRequest();
    exchange.expectRequest('Connection');
  },
);

check(
  'says that the request is sent',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'asks for the path with GET and HTTP/1.1',
    hint: 'The line is exactly "Message sent successfully". write() tells by its callback when the system has all of it.',
  },
  async ({ start, tcp }) => {
    const server = await serveHttp(tcp);
    const client = await start('04-request', server.flags());
    await expectSent(client);
  },
);

check(
  'ends without waiting for the answer',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'asks for the path with GET and HTTP/1.1',
    hint: 'The server says nothing here, and stays. Who waits for its answer, or for its end, waits for ever.',
  },
  async ({ start, tcp }) => {
    const server = await serveHttp(tcp);
    const client = await start('04-request', server.flags());
    const exchange = await server.takeRequest();
    await client.exits(0);
    await exchange.peer.expectClosed();
  },
);
