import type { Failure } from '../failure/failure.ts';
import type { Topic } from '../topic/topic.ts';

/** Node's words for a file that is not there, once the folder is left out of them. */
const MISSING = /Cannot find module '(?:\.\/)?(src\/[^'/\\]+)'/;

/**
 * When the program asks for a file of the student's own, which is not taken, that is the cause, whatever came of it: one
 * file, one program.
 */
export function withStrayFile(failure: Failure, topic: Topic, program: string): Failure {
  const { comparison, programs } = failure;
  const received = comparison ? Buffer.from(comparison.received as string).toString() : '';
  const [, file] =
    [received, ...programs.flatMap(({ stdout, stderr }) => [stdout, stderr])]
      .map((text) => MISSING.exec(text))
      .find((found) => found !== null) ?? [];
  if (file === undefined || Object.keys(topic.programs).some((name) => file.startsWith(`src/${name}.`))) return failure;
  const hint = `Only the topic's own programs are tested and handed in, and ${file} is none. What stands in it belongs into src/${program}.ts.`;
  return { ...failure, hint, strongerHint: undefined };
}
