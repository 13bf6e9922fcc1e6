import { expect, test } from 'vitest';
import { exitInWords, type ProgramEnding } from './exit.ts';

test.each<[ProgramEnding['code'], ProgramEnding['signal'], string]>([
  [0, null, 'exit code 0'],
  [1, null, 'exit code 1 (an error, reported or uncaught)'],
  [2, null, 'exit code 2 (wrong usage)'],
  [3, null, 'exit code 3'],
  [13, null, 'exit code 13 (a top-level await waits for something that can no longer happen)'],
  [42, null, 'exit code 42'],
  [124, null, 'exit code 124 (stopped because its time was up)'],
  [126, null, 'exit code 126 (the program was found but could not be started)'],
  [127, null, 'exit code 127 (the program was not found)'],
  [128, null, 'exit code 128'],
  [130, null, 'exit code 130 (signal SIGINT: Ctrl-C)'],
  [134, null, 'exit code 134 (signal SIGABRT: it aborted: out of memory, most often)'],
  [137, null, 'exit code 137 (signal SIGKILL: it was killed from outside: too much memory, most often)'],
  [139, null, 'exit code 139 (signal SIGSEGV: it crashed on a bad access to memory)'],
  [143, null, 'exit code 143 (signal SIGTERM: it was asked to end)'],
  [255, null, 'exit code 255'],
  [null, 'SIGSEGV', 'signal SIGSEGV (it crashed on a bad access to memory)'],
  [null, 'SIGABRT', 'signal SIGABRT (it aborted: out of memory, most often)'],
  [null, 'SIGKILL', 'signal SIGKILL (it was killed from outside: too much memory, most often)'],
  [null, 'SIGXCPU', 'signal SIGXCPU (it used more processor time than it may)'],
  [null, 'SIGUSR1', 'signal SIGUSR1'],
  [null, null, 'still running'],
])('code %s, signal %s', (code, signal, expected) => {
  expect(exitInWords({ code, signal })).toBe(expected);
});
