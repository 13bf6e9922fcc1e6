import { constants } from 'node:os';
import type { ProgramEnding } from '../failure/exit.ts';

/** bwrap reports a program that a signal ended by this much plus the signal's number, as a shell does. */
const SIGNAL_BASE = 128;

/**
 * How the program in a sandbox ended, from how bwrap did. A program that ends with such a code by itself is taken for one
 * that the signal ended: so it would be in a shell, too.
 * @param report what bwrap wrote to its `--json-status-fd`, which is out of the program's reach
 * @throws Error when no program ran: the sandbox could not be made, and that is the machine's fault
 */
export function sandboxEnding({ code, signal }: ProgramEnding, report: string): ProgramEnding {
  if (code === null) return { code, signal };
  if (!report.includes('"exit-code"')) throw new Error(`The sandbox could not be made (exit code ${code}).`);
  const ended = signalOf(code - SIGNAL_BASE);
  return ended ? { code: null, signal: ended } : { code, signal };
}

function signalOf(number: number): NodeJS.Signals | undefined {
  const names = Object.keys(constants.signals) as NodeJS.Signals[];
  return names.find((name) => constants.signals[name] === number);
}
