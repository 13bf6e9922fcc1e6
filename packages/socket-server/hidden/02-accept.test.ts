import {
  CheckFailure,
  check,
  expectBoundHost,
  expectChosenPort,
  expectNetworkFailure,
  expectNotListening,
  expectNotReady,
  expectSuccess,
  expectUsage,
  line,
  NO_PORTS,
} from '@socket-lab/kit';
import { connectIfAccepted } from '../tests/connect-if-accepted.ts';
import { say } from './messages.ts';

const program = '02-accept';

check(
  'takes a port of the system with --port 0, and names it',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'says when it listens, with its port',
    hint: 'With port 0 the system chooses. Ask the server for its address once it listens.',
  },
  async ({ start, tcp }) => {
    const server = await start('02-accept', { port: 0 });
    await tcp.connect({ port: await expectChosenPort(server) });
  },
);

check(
  'listens at the address of --host, without it at every IPv4 address',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'says when it listens, with its port',
    hint: 'The address of --host goes to listen, beside the port; without --host, bind to all interfaces (0.0.0.0).',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.unusedPort();
    const given = await start('02-accept', { port, args: ['--host=127.0.0.1', `--port=${port}`] });
    await expectNotListening(tcp, { host: '127.0.0.2', port, given: '--host=127.0.0.1' });
    await expectBoundHost(given, '127.0.0.1');
    await tcp.connect(given);
    const leftOut = await start('02-accept');
    await tcp.connect(leftOut, { host: '127.0.0.2' });
    await expectBoundHost(leftOut, 'all interfaces');
  },
);

check(
  'says why it cannot bind, and ends with 1',
  {
    program,
    gap: 1,
    points: 1,
    needs: 'says when it listens, with its port',
    hint: 'When listen fails, the server emits "error": print "Bind failed: " and its code on stderr, exit with 1. The ready line waits until the server listens (gap 2).',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.hold();
    const inUse = await start('02-accept', { port, ready: false });
    await expectNetworkFailure(inUse, line(/Bind failed: EADDRINUSE.*/), '"Bind failed: EADDRINUSE …"');
    expectNotReady(inUse);
    // An address of no machine (TEST-NET-1, RFC 5737 §3).
    const elsewhere = await start('02-accept', { host: '192.0.2.1', ready: false });
    await expectNetworkFailure(elsewhere, line(/Bind failed: EADDRNOTAVAIL.*/), '"Bind failed: EADDRNOTAVAIL …"');
  },
);

check(
  'refuses wrong flags with its usage',
  {
    program,
    points: 1,
    needs: 'says when it listens, with its port',
    hint: 'A flag that it does not know, or no whole number from 0 to 65535: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start }) => {
    for (const args of [['--port=0', '--colour=blue'], ...NO_PORTS.map((port) => [`--port=${port}`])]) {
      await expectUsage(await start('02-accept', { args, ready: false }));
    }
  },
);

check(
  'takes one connection only',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'says at once who has connected',
    hint: 'Close the server with its first connection, so that it takes no other.',
  },
  async ({ start, tcp }) => {
    const server = await start('02-accept');
    await tcp.connect(server);
    await connectIfAccepted(tcp, server);
    const greeted = () => server.stdout.text().split('Connected with ').length - 1;
    await server.inTime(() => greeted() > 1); // or the program's end
    if (greeted() === 1) return;
    throw new CheckFailure(say('took-second-connection'), {
      kind: 'words',
      expected: say('one-line-connected-with-ip-port'),
      received: say('them', { value: greeted() }),
    });
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'ends by itself, whether the client closes or not',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async ({ start, tcp }) => {
    const server = await start('02-accept');
    const peer = await tcp.connect(server);
    peer.end();
    await expectSuccess(server);
  },
);
