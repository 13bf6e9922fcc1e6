import { CheckFailure } from '../failure/failure.ts';
import type { Program } from '../program/program.ts';
import { readyLineOf } from './ready-line-of.ts';

/** The names that an address may have in a ready line (PROGRAMS, "Common to all"). */
const NAMES = {
  '127.0.0.1': { pattern: /^(\[?(::ffff:)?127\.0\.0\.1\]?|localhost)$/, inWords: '127.0.0.1' },
  'all interfaces': { pattern: /^(0\.0\.0\.0|\[?::\]?|\*)$/, inWords: '0.0.0.0 (or "::", "*")' },
};

/**
 * The ready line of a server names the address that it is bound to.
 * @throws CheckFailure
 */
export async function expectBoundHost(server: Program, address: keyof typeof NAMES): Promise<void> {
  const { host } = await readyLineOf(server);
  const { pattern, inWords } = NAMES[address];
  if (pattern.test(host)) return;
  throw new CheckFailure('The ready line names another address than the one the server is bound to.', {
    kind: 'words',
    expected: `HOST is ${inWords}`,
    received: `HOST is "${host}"`,
  });
}
