import type { Failure } from '../failure/failure.ts';
import { say, textOf } from '../failure/message.ts';
import type { Topic } from '../topic/topic.ts';

/** Node's words for a file that is not there, once the folder is left out of them. */
const MISSING = /Cannot find module '(?:\.\/)?(src\/[^'/\\]+)'/;

/**
 * When the program asks for a file of the student's own, which is not taken, that is the cause, whatever came of it: one
 * file, one program.
 */
export function withStrayFile(failure: Failure, topic: Topic, program: string): Failure {
  const { comparison, programs } = failure;
  const received =
    comparison?.kind === 'bytes' ? Buffer.from(comparison.received).toString() : textOf(comparison?.received ?? '');
  const [, file] =
    [received, ...programs.flatMap(({ stdout, stderr }) => [stdout, stderr])]
      .map((text) => MISSING.exec(text))
      .find((found) => found !== null) ?? [];
  if (file === undefined || Object.keys(topic.programs).some((name) => file.startsWith(`src/${name}.`))) return failure;
  return { ...failure, hint: say('hint-stray-file', { file, own: program }) };
}
