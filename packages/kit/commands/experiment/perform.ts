import { errnoInWords } from '../../failure/errno.ts';
import { CheckFailure } from '../../failure/failure.ts';
import type { Recording } from '../../wire/types.ts';
import type { Experiment, Outcome } from './experiment.ts';
import { bothFreePort } from './lab/addresses.ts';
import { type Cast, withoutOwn } from './lab/cast.ts';
import { Lab } from './lab/lab.ts';

/** One go at an experiment. */
export interface Act {
  /** Who played the parts. */
  cast: Cast;
  recording: Recording;
  /** What it came to; absent when a program broke it off. */
  outcome?: Outcome;
  /** Why it was broken off: what a program did not do, or the system did not let us do. */
  failure?: CheckFailure;
}

/** Whether it went as the experiment's text says. */
export function wentAsTold({ outcome }: Act): boolean {
  return outcome?.asTold ?? false;
}

/**
 * Does an experiment with the student's own programs where they are done. When something else happens than its text
 * says, it is done once more with built-in ones: then it is seen whether the machine does that, or a program.
 * @param port the port to use; a free one when left out
 * @returns the acts in order, one or two; the last one counts
 */
export async function perform(experiment: Experiment, cast: Cast, port?: number): Promise<Act[]> {
  const first = await act(experiment, cast, port);
  if (wentAsTold(first) || !experiment.roles.some((role) => cast[role].isOwn)) return [first];
  return [first, await act(experiment, withoutOwn(cast, 'yours does something else'), port)];
}

async function act(experiment: Experiment, cast: Cast, port: number | undefined): Promise<Act> {
  await using lab = new Lab(cast, port ?? (await bothFreePort()));
  try {
    const outcome = await experiment.run(lab);
    return { cast, recording: lab.recorder.recording(), outcome };
  } catch (error) {
    const failure = error instanceof CheckFailure ? error : ofTheSystem(error);
    return { cast, recording: lab.recorder.recording(), failure };
  }
}

/** What the system of this machine did not let us do. A fault of another kind is thrown again. */
function ofTheSystem(error: unknown): CheckFailure {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined || code === undefined) throw error;
  return new CheckFailure(errnoInWords(code, { syscall }));
}
