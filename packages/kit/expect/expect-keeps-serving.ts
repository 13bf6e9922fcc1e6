import { CheckFailure } from '../failure/failure.ts';
import { say, type Words } from '../failure/message.ts';
import { withinDeadline } from '../program/deadline.ts';
import type { Program } from '../program/program.ts';

/** How long a server that is just ending may take to be gone, in patient milliseconds. */
const ENDING_MS = 1_000;

/**
 * A server goes on, whatever one client did. When it has ended, that is what its author reads, and not what its end
 * looked like from outside: there a refusal, an end and a reset race.
 * @param after what the server has lived to see, as a part of a sentence: `after a client had reset its connection`
 * @param talk what then follows, with assertions of its own
 * @throws CheckFailure
 */
export async function expectKeepsServing(server: Program, after: Words, talk: () => Promise<void>): Promise<void> {
  try {
    await talk();
  } catch (failure) {
    if (!(failure instanceof CheckFailure)) throw failure;
    await withinDeadline(server.ended, ENDING_MS);
    if (!server.ending) throw failure;
    const comparison = {
      kind: 'words',
      expected: say('keeps-running'),
      received: say('ending', { ending: { ending: server.ending } }),
    } as const;
    throw new CheckFailure(say('server-ended', { after }), comparison, { isAboutErrors: true });
  }
}
