import { CheckFailure, type Program } from '@socket-lab/kit';

/** Every line `Received: PIECE`, with what a prompt may have put before it; the piece is the first group. */
const RECEIVED = /Received: (.*?)\r?$/gm;

/**
 * The pieces that the client has printed are the message, and none is larger than it may be.
 * @param largest in bytes of UTF-8
 */
export function expectPieces(client: Program, message: string, largest: number): void {
  const pieces = piecesOf(client);
  const tooLarge = pieces.find((piece) => Buffer.byteLength(piece) > largest);
  if (tooLarge !== undefined) {
    throw new CheckFailure('The client printed a piece that is too large.', {
      kind: 'words',
      expected: `pieces of at most ${largest} bytes`,
      received: `a piece of ${Buffer.byteLength(tooLarge)} bytes: "${tooLarge.slice(0, 60)}"`,
    });
  }
  const joined = Buffer.from(pieces.join(''));
  const expected = Buffer.from(message);
  if (joined.equals(expected)) return;
  throw new CheckFailure(
    pieces.length === 0
      ? 'The client printed no line "Received: PIECE".'
      : 'The pieces that the client printed, joined, are not the message.',
    { kind: 'bytes', expected, received: joined },
  );
}

/** What stands behind each `Received: ` on the client's stdout, in order. */
export function piecesOf(client: Program): string[] {
  return [...client.stdout.text().matchAll(RECEIVED)].map(([, piece = '']) => piece);
}
