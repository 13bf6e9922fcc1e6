import { check } from '@socket-lab/kit';
import { bodiless, chunked, counted, untilClose } from '@socket-lab/kit/http/answer';
import { expectAnswer, expectHead } from '@socket-lab/kit/http/expect-answer';
import { expectCutShort } from '@socket-lab/kit/http/expect-cut-short';
import { serveHttp } from '@socket-lab/kit/http/http-server';
import { ask } from './ask.ts';
import { expectConnected, expectCreated, expectResolved, expectSent } from './steps.ts';

const program = '05-response';

check(
  'says that the socket is created',
  {
    program,
    gap: 1,
    points: 1,
    hint: 'The line is exactly "Socket created", as in 01-socket.',
  },
  async ({ start }) => {
    await expectCreated(await start('05-response', { host: '127.0.0.1' }));
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
    await expectResolved(await start('05-response', { host: 'localhost' }), { host: 'localhost', ip: '127.0.0.1' });
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
    const client = await start('05-response', { host: '127.0.0.1', port });
    await expectConnected(client, { host: '127.0.0.1', ip: '127.0.0.1' });
  },
);

check(
  'sends the request, and says so',
  {
    program,
    gap: 4,
    points: 1,
    hint: 'The request and the line are those of 04-request.',
  },
  async ({ start, tcp }) => {
    const target = { host: 'localhost', path: '/notes/?day=today' };
    const server = await serveHttp(tcp);
    const client = await start('05-response', server.flags(target));
    const exchange = await server.takeRequest(target);
    exchange.expectRequest();
    await expectSent(client);
  },
);

check(
  'prints the status line and the headers',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'sends the request, and says so',
    hint: 'Print each line as it came, up to the empty one, and that one too. The head may arrive in several parts.',
  },
  async (context) => {
    const { client, exchange } = await ask(context);
    const answer = counted('hola mundo\n', { headers: ['Content-Type: text/plain', 'Server: socket-lab'] });
    await exchange.sendInSegments(answer.bytes.subarray(0, 30), answer.bytes.subarray(30));
    exchange.end(); // who waits for the end has a fault of gap 6 to 8, not of this one
    await expectHead(client, answer);
  },
);

check(
  'expects no body behind 204',
  {
    program,
    gap: 6,
    points: 1,
    needs: 'prints the status line and the headers',
    hint: '204 No Content: the answer ends with the empty line. The server stays connected, and says no more.',
  },
  async (context) => {
    const { client, exchange } = await ask(context);
    const answer = bodiless({ status: '204 No Content', headers: ['Server: socket-lab'] });
    await exchange.send(answer.bytes);
    await expectAnswer(client, answer);
  },
);

check(
  'prints as much body as Content-Length says, and ends',
  {
    program,
    gap: 7,
    points: 2,
    needs: 'prints the status line and the headers',
    hint: 'The server stays connected: count the bytes of the body, and end with the last one. Add no newline.',
  },
  async (context) => {
    const { client, exchange } = await ask(context);
    const answer = counted('hola\r\nmundo', { headers: ['Content-Type: text/plain'] });
    await exchange.sendInSegments(answer.bytes.subarray(0, -7), answer.bytes.subarray(-7));
    await expectAnswer(client, answer);
  },
);

check(
  'puts a body together that comes in chunks',
  {
    program,
    gap: 8,
    points: 2,
    needs: 'prints the status line and the headers',
    hint: 'A line with the size, so many bytes, a line end; and so on, up to the size 0 and an empty line.',
  },
  async (context) => {
    const { client, exchange } = await ask(context);
    const answer = chunked(['hola ', 'mundo', '\n']);
    await exchange.send(answer.bytes);
    await expectAnswer(client, answer);
  },
);

check(
  'prints a body that ends with the connection',
  {
    program,
    gap: 9,
    points: 2,
    needs: 'prints the status line and the headers',
    hint: 'Neither a length nor chunks: all that comes is body, until the server ends its side.',
  },
  async (context) => {
    const { client, exchange } = await ask(context);
    const answer = untilClose('hola mundo\n', { headers: ['Content-Type: text/plain'] });
    await exchange.send(answer.bytes);
    exchange.end();
    await expectAnswer(client, answer);
  },
);

check(
  'says so when the server ends in the middle of the body',
  {
    program,
    gap: 10,
    points: 2,
    needs: 'prints as much body as Content-Length says, and ends',
    hint: 'The end of the connection is not the end of the body when more was announced: a line on stderr, exit code 1.',
  },
  async (context) => {
    const { client, exchange } = await ask(context);
    const answer = counted('hola mundo\n');
    await exchange.send(answer.bytes.subarray(0, -3));
    exchange.end();
    await expectCutShort(client, 'end');
  },
);
