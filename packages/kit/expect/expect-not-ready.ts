import { CheckFailure } from '../failure/failure.ts';
import { matchInTime } from '../failure/match-in-time.ts';
import { say } from '../failure/message.ts';
import type { Program } from '../program/program.ts';
import { readyLine } from '../program/ready-line.ts';

/**
 * A server that could not bind did not say that it is ready. Call it when the server has ended.
 * @throws CheckFailure
 */
export function expectNotReady({ readyTemplate, stdout }: Program): void {
  if (!matchInTime(readyLine(readyTemplate), stdout.text())) return;
  throw new CheckFailure(say('ready-though-not-bound'), {
    kind: 'words',
    expected: say('no-ready-line'),
    received: stdout.text().trim(),
  });
}
