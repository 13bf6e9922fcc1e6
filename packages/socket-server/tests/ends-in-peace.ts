import { CheckFailure, expectNoStackTrace, type Program } from '@socket-lab/kit';

/**
 * The program ends by itself, with exit code 0 or 1 and without a stack trace: its only client has left too early.
 * @throws CheckFailure
 */
export async function expectEndInPeace(server: Program): Promise<void> {
  await server.inTime(() => false); // its end
  expectNoStackTrace(server);
  const { ending } = server;
  if (ending?.code === 0 || ending?.code === 1) return;
  throw new CheckFailure('The program did not end when its only client had left.', {
    kind: 'words',
    expected: 'it ends by itself, with exit code 0 or 1',
    received: ending ? `exit code ${ending.code}` : 'it still runs',
  });
}
