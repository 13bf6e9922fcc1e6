import { check } from '@socket-lab/kit';
import { serveHttp } from '@socket-lab/kit/expect/http/http-server';
import { checkConnects, checkSocketAndAddress } from './step-checks.ts';
import { expectSent } from './steps.ts';

const program = '04-request';

checkSocketAndAddress(program);
checkConnects(program);

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
