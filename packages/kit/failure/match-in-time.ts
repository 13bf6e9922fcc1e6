import { createContext, Script } from 'node:vm';
import { CheckFailure } from './failure.ts';
import { say } from './message.ts';

/** A pattern that reads every character once takes a tenth of this for 32 MiB, in milliseconds. */
const MATCH_MS = 1_000;
/** In so short a text even a pattern that begins at every character is done in a hundredth of a second. */
const SHORT = 8_192;
const context = createContext({ run: undefined as unknown });
const script = new Script('run()');

/**
 * The first match of a pattern in what a program has printed. On a line that was made for it, a pattern such as
 * `/Time = .*\n/` takes hours; the thread that it holds up is the one that watches what the program uses.
 * @throws CheckFailure when it takes longer than a second
 */
export function matchInTime(pattern: RegExp, text: string): RegExpMatchArray | null {
  return inTime(text, () => text.match(pattern));
}

/** All matches of a pattern with the flag `g`. Throws CheckFailure when they take longer than a second. */
export function matchesInTime(pattern: RegExp, text: string): RegExpMatchArray[] {
  return inTime(text, () => [...text.matchAll(pattern)]);
}

function inTime<Found>(text: string, run: () => Found): Found {
  if (text.length <= SHORT) return run();
  try {
    context.run = run;
    return script.runInContext(context, { timeout: MATCH_MS }) as Found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new CheckFailure(say('too-long-to-search'), {
      kind: 'words',
      expected: say('usual-lines'),
      received: say('repeating-text', { length: text.length }),
    });
  } finally {
    context.run = undefined;
  }
}
