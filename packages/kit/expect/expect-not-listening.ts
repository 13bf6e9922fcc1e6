import { CheckFailure } from '../failure/failure.ts';
import { say } from '../failure/message.ts';
import type { Tcp } from '../peers/tcp.ts';

/**
 * Nothing accepts TCP connections at an address.
 * @param place where, and what the server was told: `{ host: '127.0.0.1', port, given: '--host=127.0.0.2' }`
 * @throws CheckFailure
 */
export async function expectNotListening(
  tcp: Tcp,
  { host, port, given }: { host: string; port: number; given: string },
): Promise<void> {
  if (!(await tcp.accepts({ port }, host))) return;
  throw new CheckFailure(say('answers-elsewhere'), {
    kind: 'words',
    expected: say('nothing-listens-with', { given, address: `${host}:${port}` }),
    received: say('connection-accepted-at', { host }),
  });
}
