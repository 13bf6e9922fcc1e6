import { CheckFailure, type TcpPeer } from '@socket-lab/kit';
import { say } from './messages.ts';

/**
 * The next line from the program is this answer. How the line ends (LF, or CR and LF) is free.
 * @throws CheckFailure
 */
export async function expectAnswer(peer: TcpPeer, answer: string): Promise<void> {
  const line = await peer.readLine(answer);
  if (line === answer) return;
  throw new CheckFailure(say('answered-with-another-line'), {
    kind: 'bytes',
    expected: Buffer.from(`${answer}\n`),
    received: Buffer.from(`${line}\n`),
  });
}

/** Sends a line and reads its answer, "OK..." and the line. */
export async function expectOk(peer: TcpPeer, line: string): Promise<void> {
  await peer.send(`${line}\n`);
  await expectAnswer(peer, `OK...${line}`);
}

/**
 * The next line from the program begins with "ERR...".
 * @throws CheckFailure
 */
export async function expectRefusal(peer: TcpPeer, line: string): Promise<void> {
  const answer = await peer.readLine('ERR...');
  if (answer.startsWith('ERR...')) return;
  throw new CheckFailure(say('did-not-refuse', { line }), {
    kind: 'words',
    expected: say('line-begins-err'),
    received: `"${answer}"`,
  });
}
