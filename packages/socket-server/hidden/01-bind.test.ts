import {
  CheckFailure,
  check,
  expectNetworkFailure,
  expectPortFlag,
  expectQuietStderr,
  expectUsage,
  line,
} from '@socket-lab/kit';
import { say } from './messages.ts';

const program = '01-bind';
const BOUND = line('Socket bound to ', /\S+/, ':', /(\d+)/);

check(
  'names the port that the system has chosen for --port 0',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'binds, and says where',
    hint: 'With port 0 the system chooses. Ask the server for its address once it is bound.',
  },
  async ({ start }) => {
    const server = await start('01-bind', { port: 0 });
    const [, port] = await server.prints(BOUND, '"Socket bound to HOST:PORT"');
    if (port !== '0') return;
    throw new CheckFailure(say('names-port-0-which-no-port'), {
      kind: 'words',
      expected: say('port-system-has-chosen'),
      received: say('port-0'),
    });
  },
);

// Which addresses are bound shows in what the system refuses beside them: bind(2), EADDRINUSE.

check(
  'binds to the address of --host only',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'binds, and says where',
    hint: 'The address of --host goes to listen, beside the port. (The port was in use on 127.0.0.2, and free on 127.0.0.1.)',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.listen({ host: '127.0.0.2' });
    const server = await start('01-bind', { port, args: ['--host=127.0.0.1', `--port=${port}`] });
    await server.prints(BOUND, `"Socket bound to 127.0.0.1:${port}"`);
  },
);

check(
  'binds to every IPv4 address when --host is left out',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'says that its port is in use, and ends with 1',
    hint: 'Without --host, bind to all interfaces: 0.0.0.0, or no address at all. (The port was in use on 127.0.0.2, which is one of them.)',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.listen({ host: '127.0.0.2' });
    const server = await start('01-bind', { port });
    await server.inTime(() => false); // its end
    if (server.ending?.code === 0) {
      throw new CheckFailure(say('bound-although-port-in-use-on'), {
        kind: 'words',
        expected: say('without-host-bound-every-ipv4-address'),
        received: say('exit-code-0-bound-some-them'),
      });
    }
    await expectNetworkFailure(server, line(/Bind failed: EADDRINUSE.*/), '"Bind failed: EADDRINUSE …"');
  },
);

check(
  'names another reason for which it cannot bind',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'says that its port is in use, and ends with 1',
    hint: 'A port in use is one reason of many. The code of the error tells which.',
  },
  async ({ start }) => {
    // An address of no machine (TEST-NET-1, RFC 5737 §3).
    const server = await start('01-bind', { host: '192.0.2.1' });
    await expectNetworkFailure(server, line(/Bind failed: EADDRNOTAVAIL.*/), '"Bind failed: EADDRNOTAVAIL …"');
  },
);

check(
  'refuses wrong flags with its usage',
  {
    program,
    points: 1,
    needs: 'binds, and says where',
    hint: 'A flag that it does not know, or no whole number from 0 to 65535: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start }) => {
    await expectUsage(await start('01-bind', { args: ['--port=0', '--colour=blue'] }));
    await expectPortFlag((port) => start('01-bind', { args: [`--port=${port}`] }));
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'ends by itself, with exit code 0',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async ({ start }) => {
    const server = await start('01-bind');
    await server.exits(0);
    expectQuietStderr(server);
  },
);
