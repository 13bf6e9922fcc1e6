import { check } from '@socket-lab/kit';
import { serveHttp } from '@socket-lab/kit/expect/http/http-server';
import { expectConnected, expectCreated, expectResolved, expectSent } from './steps.ts';

const program = '04-request';

check(
  'says that the socket is created',
  {
    program,
    gap: 1,
    points: 1,
    hint: 'The line is exactly "Socket created", as in 01-socket. Nobody listens in this check: an ECONNREFUSED behind it does not matter.',
    strongerHint:
      'Your gap 1 of 01-socket is right here, letter for letter: take it from there. The line goes to stdout (console.log), and before anything else happens; the socket keeps its name `socket`, which the rest of the program uses.',
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
    hint: 'The line is that of 02-resolve; it comes before the connection. Nobody listens in this check: an ECONNREFUSED behind it does not matter.',
    strongerHint:
      'Take gap 2 of your 02-resolve, which has checks of its own. In the callback of dns.lookup print the line first, with the IPv4 address that the callback got; then call `connect` with it. An error of the lookup goes to `fail`.',
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
    strongerHint:
      'connect() returns before anything has happened: print in its callback, as your 03-connect does. HOST is `host`, IP is socket.remoteAddress, without a port. Then call `ask`, in the callback, too.',
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
    hint: 'The first line is "GET /the/path HTTP/1.1": three words, with one blank between them. If nothing came: the socket has to stay until `write` has called back.',
    strongerHint:
      'The second word is the variable `path`, with neither host nor "http://" before it, and GET is in capitals. Nothing sent? Hand `sent` to write without brackets: `sent()` runs at once, and destroys the socket before anything has left.',
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
    strongerHint:
      'A template over several lines has LF alone at their ends. Put the lines into an array and join() them with CR LF: it stands between the elements only, so two empty texts at the end make the empty line and the line end behind it.',
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
    strongerHint:
      'The value is `name`, which the starter has made of --host, a colon, and `port`: not the address that the lookup has found. Only the port 80 may be left out. "A request, line by line" in the lesson shows it.',
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
    strongerHint:
      'It is a header, as Host is: a line of its own above the empty line. In HTTP/1.1 a connection stays open unless one side says otherwise (RFC 9112, section 9.6), and "keep-alive" says the opposite.',
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
    strongerHint:
      'The last argument of socket.write is a function, which Node calls when the system has the bytes. Hand it `sent` without brackets: `sent()` would run at once, and destroy the socket before anything has left. nodejs.org, Net: socket.write().',
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
    strongerHint:
      'end() keeps the socket until the server has ended its side, and the events "data", "end" and "close" may never come. When `sent` is called the system has the request, so `destroy` loses nothing there. Nothing else may keep the program running.',
  },
  async ({ start, tcp }) => {
    const server = await serveHttp(tcp);
    const client = await start('04-request', server.flags());
    const exchange = await server.takeRequest();
    await client.exits(0);
    await exchange.peer.expectClosed();
  },
);
