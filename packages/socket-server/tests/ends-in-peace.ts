import { CheckFailure, expectNoStackTrace, type Program } from '@socket-lab/kit';
import { exitInWords } from '@socket-lab/kit/failure/exit';

/**
 * The program ends by itself, with exit code 0 or 1 and without a stack trace: its only client has left too early.
 * @throws CheckFailure
 */
export async function expectEndInPeace(server: Program): Promise<void> {
  await server.inTime(() => false); // its end
  expectNoStackTrace(server);
  const { ending } = server;
  if (ending?.code === 0 || ending?.code === 1) return;
  const when = 'when its only client had left';
  const received = ending ? exitInWords(ending) : 'it still runs: a socket, a timer or stdin is still open';
  throw new CheckFailure(ending ? `The program ended with ${received} ${when}.` : `The program did not end ${when}.`, {
    kind: 'words',
    expected: 'it ends by itself, with exit code 0 or 1',
    received,
  });
}
