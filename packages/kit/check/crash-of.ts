import { stackTracePrinted } from '../expect/ending.ts';
import { type Crash, readCrash } from '../failure/crash.ts';
import type { CheckFailure, Failure } from '../failure/failure.ts';
import type { Program } from '../program/program.ts';

/** What ended a program of the scene, and which one: `The server`. */
export interface ProgramCrash extends Crash {
  label: string;
}

/** What ended the program that was launched last, of those that an error ended. */
export function crashOf(programs: readonly Program[], endings: readonly Program['ending'][]): ProgramCrash | undefined {
  const crashes = programs.map(({ label, stderr }, index): ProgramCrash | undefined => {
    const ending = endings[index];
    const crash = ending && readCrash(stderr.text(), ending);
    return crash && { ...crash, label };
  });
  return crashes.findLast((crash) => crash !== undefined);
}

/**
 * What ended the program comes first; where it did, and what is to be done about that, in the place of what the check would
 * say: that was written for a program which lives. A check that is about errors knows better.
 */
export function withCrash(failure: Failure, crash: ProgramCrash, { isAboutErrors }: CheckFailure): Failure {
  const { label, what, place, hint } = crash;
  // Nobody has to be told that Node has printed the error as well.
  const saysAll = failure.summary === stackTracePrinted(label);
  const told: Failure = { ...failure, crash: { summary: `${label} ${what}`, place, saysAll } };
  return isAboutErrors ? told : { ...told, hint, strongerHint: undefined };
}
