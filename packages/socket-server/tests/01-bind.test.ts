import { CheckFailure, check, expectNetworkFailure, line } from '@socket-lab/kit';
import { say } from './messages.ts';

const program = '01-bind';

check(
  'says that the socket is created',
  {
    program,
    gap: 1,
    points: 1,
    hint: 'The line is exactly "Socket created"; it comes once the server object is there.',
    strongerHint:
      'createServer() makes the object at once, and no event tells of it: the line stands right behind it, in a console.log(). The starter has it there. Take it back as it was, with its capital S.',
  },
  async ({ start }) => {
    const server = await start('01-bind');
    await server.prints(line('Socket created'), '"Socket created"');
  },
);

check(
  'binds, and says where',
  {
    program,
    gap: 3,
    points: 1,
    hint: 'The line is exactly "Socket bound to HOST:PORT"; server.address() knows both, once the server is bound.',
    strongerHint:
      'listen() only begins; ask address() of the server in its callback, where it returns an object with address, family and port (before that, null). The flags do not know: --host may be left out, and --port may be 0.',
  },
  async ({ start }) => {
    const given = await start('01-bind', { host: '127.0.0.1' });
    const bound = line('Socket bound to ', /\[?(?:::ffff:)?127\.0\.0\.1\]?|localhost/, `:${given.port}`);
    await given.prints(bound, `"Socket bound to 127.0.0.1:${given.port}"`);
    const leftOut = await start('01-bind');
    const all = line('Socket bound to ', /0\.0\.0\.0|\[?::\]?|\*/, `:${leftOut.port}`);
    await leftOut.prints(all, say('socket-bound-0-0-0-0', { port: leftOut.port }));
  },
);

check(
  'ends by itself, with exit code 0',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'binds, and says where',
    hint: 'A server that listens keeps its program running, for ever. What ends that? The exit code is 0 when all went well.',
    strongerHint:
      'close() of the server gives the port back. Then Node has nothing left to wait for, and the program ends by itself, with 0: no process.exit(), no exitCode. Close in `announce`, behind the printing: before that nothing is bound.',
  },
  async ({ start }) => {
    const server = await start('01-bind');
    await server.exits(0);
  },
);

check(
  'says that its port is in use, and ends with 1',
  {
    program,
    gap: 5,
    points: 1,
    hint: 'When listen fails, the server emits "error": print "Bind failed: " and its code on stderr, exit with 1, try no other port. "Socket bound" is printed only once it is true (gap 3).',
    strongerHint:
      'The listener of "error" gets an object whose `code` is "EADDRINUSE". console.error() writes to stderr; process.exitCode, set to 1, is the code at the end. What stands right behind listen() runs in any case: print in its callback.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.hold();
    const server = await start('01-bind', { port });
    await expectNetworkFailure(server, line(/Bind failed: EADDRINUSE.*/), '"Bind failed: EADDRINUSE …"');
    if (!server.stdout.text().includes('Socket bound')) return;
    throw new CheckFailure(say('said-bound-although-port-in-use'), {
      kind: 'words',
      expected: say('no-socket-bound-on-stdout-line'),
      received: server.stdout.text().trim(),
    });
  },
);
