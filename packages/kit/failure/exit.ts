import { constants } from 'node:os';
import type { ProgramEnding } from '../text/message-types.ts';

export type { ProgramEnding };

/** Exit codes of Node (nodejs.org/api/process.html#exit-codes), of shells and of the tools that start programs. */
const CODES: Record<number, string> = {
  1: 'an error, reported or uncaught',
  2: 'wrong usage',
  5: 'a fatal error in V8, the engine of Node',
  6: 'the handler of uncaught exceptions is no function',
  7: 'the handler of uncaught exceptions threw an error itself',
  9: 'node was started with a flag that it does not know',
  12: 'the port of the debugger is wrong or taken',
  13: 'a top-level await waits for something that can no longer happen',
  124: 'stopped because its time was up',
  125: 'the tool that starts the program failed',
  126: 'the program was found but could not be started',
  127: 'the program was not found',
};

const SIGNALS: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'it aborted: out of memory, most often',
  SIGBUS: 'it crashed on a bad access to memory',
  SIGFPE: 'it crashed in a calculation',
  SIGHUP: 'its terminal was closed',
  SIGILL: 'it crashed on an illegal instruction',
  SIGINT: 'Ctrl-C',
  SIGKILL: 'it was killed from outside: too much memory, most often',
  SIGPIPE: 'it wrote to a pipe that nobody reads',
  SIGSEGV: 'it crashed on a bad access to memory',
  SIGSYS: 'it made a system call that is not allowed here',
  SIGTERM: 'it was asked to end',
  SIGTRAP: 'it crashed: out of memory, most often',
  SIGXCPU: 'it used more processor time than it may',
  SIGXFSZ: 'it wrote a larger file than it may',
};

/** A shell reports a program that a signal ended by this much plus the signal's number (POSIX.1-2024, XCU 2.8.2). */
const SIGNAL_BASE = 128;

/** How a program ended, and what that means: `exit code 13 (a top-level await waits for …)`, `signal SIGSEGV (…)`. */
export function exitInWords({ code, signal }: Omit<ProgramEnding, 'stoppedAt'>): string {
  if (signal) return withMeaning(`signal ${signal}`, SIGNALS[signal]);
  if (code === null) return 'still running';
  const byShell = signalOf(code);
  if (byShell)
    return withMeaning(`exit code ${code}`, [`signal ${byShell}`, SIGNALS[byShell]].filter(Boolean).join(': '));
  return withMeaning(`exit code ${code}`, CODES[code]);
}

function withMeaning(name: string, meaning: string | undefined): string {
  return meaning ? `${name} (${meaning})` : name;
}

/** The signal that an exit code stands for. */
export function signalOf(code: number): NodeJS.Signals | undefined {
  const names = Object.keys(constants.signals) as NodeJS.Signals[];
  return names.find((name) => constants.signals[name] === code - SIGNAL_BASE);
}
