import type { KeptFailure } from '../failure/kept-failure.ts';
import { say } from '../failure/message.ts';
import { syntaxHint } from '../failure/syntax-hint.ts';

/**
 * What there is to say of a program that cannot even start: the first fault and its place, the line and a caret, what to do.
 * @param fault as staging words it: `src/server.ts:14:9: Expected ")" but found ";"` and the lines below it
 */
export function notRunnable(program: string, fault: string): KeptFailure {
  const [first = '', ...lines] = fault.split('\n');
  const hint = syntaxHint(fault);
  return {
    message: say('cannot-start', { Program: program, fault: first }),
    ...(lines.length > 0 && { lines }),
    ...(hint && { hint }),
  };
}
