import { CheckFailure } from '../failure/failure.ts';
import { say } from '../failure/message.ts';
import type { Program } from '../program/program.ts';
import { readyLineOf } from './ready-line-of.ts';

/** The names that an address may have in a ready line (PROGRAMS, "Common to all"). */
const NAMES = {
  '127.0.0.1': { pattern: /^(\[?(::ffff:)?127\.0\.0\.1\]?|localhost)$/, inWords: '127.0.0.1' as const },
  'all interfaces': { pattern: /^(0\.0\.0\.0|\[?::\]?|\*)$/, inWords: say('all-interfaces') },
};

/**
 * The ready line of a server names the address that it is bound to.
 * @throws CheckFailure
 */
export async function expectBoundHost(server: Program, address: keyof typeof NAMES): Promise<void> {
  const { host } = await readyLineOf(server);
  const { pattern, inWords } = NAMES[address];
  if (pattern.test(host)) return;
  throw new CheckFailure(say('names-another-host'), {
    kind: 'words',
    expected: say('host-is', { host: inWords }),
    received: say('host-is', { host: `"${host}"` }),
  });
}
