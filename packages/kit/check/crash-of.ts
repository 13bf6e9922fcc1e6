import { type Crash, readCrash } from '../failure/crash.ts';
import type { CheckFailure, Failure } from '../failure/failure.ts';
import { isMessage, say } from '../failure/message.ts';
import type { Program } from '../program/program.ts';

/** What ended a program of the session, and which one. */
export interface ProgramCrash extends Crash {
  program: string;
}

/** What ended the program that was launched last, of those that an error ended. */
export function crashOf(programs: readonly Program[], endings: readonly Program['ending'][]): ProgramCrash | undefined {
  const crashes = programs.map(({ name, stderr }, index): ProgramCrash | undefined => {
    const ending = endings[index];
    const crash = ending && readCrash(stderr.text(), ending);
    return crash && { ...crash, program: name };
  });
  return crashes.findLast((crash) => crash !== undefined);
}

/**
 * What ended the program comes first; where it did, and what is to be done about that, in the place of what the check would
 * say: that was written for a program which lives. A check that is about errors knows better.
 */
export function withCrash(failure: Failure, crash: ProgramCrash, { isAboutErrors }: CheckFailure): Failure {
  const { program, what, place, hint } = crash;
  // Nobody has to be told that Node has printed the error as well.
  const saysAll = isMessage(failure.summary, 'stack-trace');
  const told: Failure = {
    ...failure,
    crash: { summary: say('program-did', { Program: program, what }), place, saysAll },
  };
  return isAboutErrors ? told : { ...told, hint };
}
