import type { Program } from '../../../program/program.ts';
import { readyLine } from '../../../program/ready-line.ts';

/** What became of a server that was started on a port that another one has: `elsewhere` when it took another port. */
export type SecondFate = 'in use' | 'ready' | 'elsewhere' | 'ended' | 'silent';

/** Reads it from what the server printed, on whichever stream, and from how it stands. */
export function secondFate({ ending, stdout, stderr, readyTemplate, port }: SecondServer): SecondFate {
  if (ending) return /\bEADDRINUSE\b/.test(stdout.text() + stderr.text()) ? 'in use' : 'ended';
  const readyPort = readyLine(readyTemplate).exec(stdout.text())?.[2];
  if (readyPort === undefined) return 'silent';
  return Number(readyPort) === port ? 'ready' : 'elsewhere';
}

interface SecondServer extends Pick<Program, 'ending' | 'readyTemplate' | 'port'> {
  stdout: { text(): string };
  stderr: { text(): string };
}

/** In a sentence. */
export const SECOND_IN_WORDS: Record<SecondFate, string> = {
  'in use': 'The second server said EADDRINUSE, and ended.',
  ready: 'The second server got ready on the same port.',
  elsewhere: 'The second server took another port.',
  ended: 'The second server ended without saying that the port is in use.',
  silent: 'The second server neither ended nor got ready.',
};
