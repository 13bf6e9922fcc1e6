import { check, expectSuccess } from '@socket-lab/kit';
import { serveHttp } from '@socket-lab/kit/expect/http/http-server';
import { withinDeadline } from '@socket-lab/kit/program/deadline';
import { checkRefused, checkUnresolved, checkWrongFlags } from './step-checks.ts';

const program = '04-request';

check(
  'writes each header as a line of its own',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'asks for the path with GET and HTTP/1.1',
    hint: 'A header is "Name: value": nothing before the name, no blank before the colon. Is the text indented in your program?',
  },
  async ({ start, tcp }) => {
    const server = await serveHttp(tcp);
    await start('04-request', server.flags());
    const exchange = await server.takeRequest();
    exchange.expectRequest('header lines');
  },
);

check(
  'names the host as it was given',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'names the host and its port',
    hint: 'The server wants to know which of its names you mean. Its address it knows.',
  },
  async ({ start, tcp }) => {
    const server = await serveHttp(tcp);
    await start('04-request', server.flags({ host: 'localhost' }));
    const exchange = await server.takeRequest({ host: 'localhost' });
    exchange.expectRequest('Host');
  },
);

check(
  'sends the path as it was given',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'asks for the path with GET and HTTP/1.1',
    hint: 'What is behind "?" belongs to it, and what is encoded stays as it is: nothing is to be added or mended.',
  },
  async ({ start, tcp }) => {
    const path = '/B%C3%BAsqueda/?q=a+b%20c&n=%2F';
    const server = await serveHttp(tcp);
    await start('04-request', server.flags({ path }));
    const exchange = await server.takeRequest({ path });
    exchange.expectRequest('request line');
  },
);

check(
  'sends nothing behind the empty line',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'ends each line with CR LF, and the last one is empty',
    hint: 'The empty line is the end of the request. What comes behind it is the beginning of another one.',
  },
  async ({ start, tcp }) => {
    const server = await serveHttp(tcp);
    const client = await start('04-request', server.flags());
    const exchange = await server.takeRequest();
    // Whether it ends is the matter of another check. If it does not, what it has sent in the meantime counts.
    if (await withinDeadline(client.ended)) await exchange.peer.expectClosed();
    exchange.expectRequest('end');
  },
);

checkRefused(program);
checkUnresolved(program);
checkWrongFlags(program, 'connects to the server, and says so');

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'ends without waiting for the answer',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async ({ start, tcp }) => {
    const server = await serveHttp(tcp);
    await expectSuccess(await start('04-request', server.flags()));
  },
);
