import { CheckFailure, expectNoStackTrace, type Program } from '@socket-lab/kit';
import { say } from './messages.ts';

/**
 * The program ends by itself, with exit code 0 or 1 and without a stack trace: its only client has left too early.
 * @throws CheckFailure
 */
export async function expectEndInPeace(server: Program): Promise<void> {
  await server.inTime(() => false); // its end
  expectNoStackTrace(server);
  const { ending } = server;
  if (ending?.code === 0 || ending?.code === 1) return;
  throw new CheckFailure(ending ? say('ended-with', { ending: { ending } }) : say('did-not-end'), {
    kind: 'words',
    expected: say('ends-by-itself-with-exit-code'),
    received: ending ? say('ending', { ending: { ending } }) : say('still-runs'),
  });
}
