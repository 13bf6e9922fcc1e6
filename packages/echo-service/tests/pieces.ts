import { CheckFailure, line, type Program } from '@socket-lab/kit';
import { matchesInTime } from '@socket-lab/kit/failure/match-in-time';
import { say } from './messages.ts';

/** Every line `Received: PIECE`, with what a prompt may have put before it; the piece is the first group. */
const RECEIVED = /Received: (.*?)\r?\n/g;
const CLOSING = line('Closing connection to the server');

/**
 * Waits until the client has printed the message in pieces (or has ended), none larger than it may be.
 * @param largest in bytes of UTF-8
 */
export async function expectPieces(client: Program, message: string, largest: number): Promise<void> {
  const expected = Buffer.from(message);
  await client.inTime(() => joined(client).length >= expected.length);
  const tooLarge = piecesOf(client).find((piece) => Buffer.byteLength(piece) > largest);
  if (tooLarge !== undefined) {
    throw new CheckFailure(say('printed-piece-too-large'), {
      kind: 'words',
      expected: say('pieces-at-most-bytes', { largest }),
      received: say('piece-bytes', { value: Buffer.byteLength(tooLarge), value2: tooLarge.slice(0, 60) }),
    });
  }
  const received = joined(client);
  if (received.equals(expected)) return;
  throw new CheckFailure(
    received.length === 0 ? say('printed-no-line-received-piece') : say('pieces-client-printed-joined-are-not'),
    { kind: 'bytes', expected, received },
  );
}

/** Waits until the client says that it closes the connection; by then all pieces must have been printed. */
export async function expectClosingAfter(client: Program, message: string, largest = 16): Promise<void> {
  const { index = 0 } = await client.prints(CLOSING, '"Closing connection to the server"');
  await expectPieces(client, message, largest);
  if (index > client.stdout.text().lastIndexOf('Received: ')) return;
  throw new CheckFailure(say('said-closes-connection-while-pieces-were'), {
    kind: 'words',
    expected: say('closing-connection-server-behind-last-received'),
    received: say('stands-before'),
  });
}

/** What stands behind each `Received: ` on the client's stdout, joined. */
function joined(client: Program): Buffer {
  return Buffer.from(piecesOf(client).join(''));
}

function piecesOf(client: Program): string[] {
  return matchesInTime(RECEIVED, client.stdout.text()).map(([, piece = '']) => piece);
}
