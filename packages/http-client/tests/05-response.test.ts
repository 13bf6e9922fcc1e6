import { check } from '@socket-lab/kit';
import { bodiless, chunked, counted, untilClose } from '@socket-lab/kit/expect/http/answer';
import { expectAnswer, expectCutShort, expectHead } from '@socket-lab/kit/expect/http/expect-answer';
import { serveHttp } from '@socket-lab/kit/expect/http/http-server';
import { ask } from './ask.ts';
import { checkConnects, checkSocketAndAddress } from './step-checks.ts';
import { expectSent } from './steps.ts';

const program = '05-response';

checkSocketAndAddress(program);
checkConnects(program);

check(
  'sends the request, and says so',
  {
    program,
    gap: 4,
    points: 1,
    hint: 'The request and the line are those of 04-request. But the connection stays open: the answer is still to come.',
    strongerHint:
      'Take gap 4 of your 04-request: its checks tell more about a wrong request. The callback of write prints the line, and then calls `printAnswer`, where 04-request closed: destroy() here would throw the answer away.',
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
    hint: 'The head may arrive in several parts, and a line in two: wait until its newline is there. `printAnswer` prints each line as it came, and the empty one behind them.',
    strongerHint:
      'While `received` has no newline, wait with `needMore`. Then `take` up to it and with it, or the next line begins with it. Make text with latin1, and cut CR and LF off: "\\r" is not the empty line, and the head would have no end.',
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
    strongerHint:
      "`status` is a text, so compare it with a text: '204', not 204. Look at it before you look at any header, and return at once: what waits for more, or for the end, waits for ever. `printAnswer` closes behind `printBody`.",
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
    strongerHint:
      'Count what is left. In each round take the smaller of that and received.length, write it, and call `needMore` only when `received` is empty. process.stdout.write adds no newline, console.log does. Never called? Then gap 6 does not find the header.',
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
    strongerHint:
      '`readLine` and `toNumber` (16) give the size, `printBytes` prints the data, and `readLine` takes the CR LF behind it, which the size does not count. Do sizes stand in your output? Then gap 6 does not see that the body is chunked.',
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
    strongerHint:
      'A part of the body may have come together with the head: it lies in `received`, so print before you wait. `await more()` is true when something has come, and false when the server has ended. A header that is missing is `undefined`, not 0.',
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
    strongerHint:
      'Throw an Error in `needMore`: `printAnswer` catches it, and `fail` prints its message and sets the exit code. Never thrown? Then gap 7 waits with `more` instead, or stops when nothing is left in `received` though bytes are still to come.',
  },
  async (context) => {
    const { client, exchange } = await ask(context);
    const answer = counted('hola mundo\n');
    await exchange.send(answer.bytes.subarray(0, -3));
    exchange.end();
    await expectCutShort(client, 'end');
  },
);
