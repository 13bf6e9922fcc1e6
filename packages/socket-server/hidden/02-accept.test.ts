import { CheckFailure, check, expectSuccess } from '@socket-lab/kit';
import { connectIfAccepted } from '../tests/connect-if-accepted.ts';
import { say } from './messages.ts';
import { checkBinding } from './server-checks.ts';

const program = '02-accept';

checkBinding(program, { gap: 2, failureGap: 1 });

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
