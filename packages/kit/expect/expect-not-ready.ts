import { CheckFailure } from '../failure/failure.ts';
import { matchInTime } from '../failure/match-in-time.ts';
import type { Program } from '../program/program.ts';
import { readyLine } from '../program/ready-line.ts';

/**
 * A server that could not bind did not say that it is ready. Call it when the server has ended.
 * @throws CheckFailure
 */
export function expectNotReady({ readyTemplate, stdout }: Program): void {
  if (!matchInTime(readyLine(readyTemplate), stdout.text())) return;
  throw new CheckFailure('The server printed its ready line although it could not bind.', {
    kind: 'words',
    expected: 'no ready line on stdout: a line of success is printed only once it is true',
    received: stdout.text().trim(),
  });
}
