import { readRecord } from '../../record/record-file.ts';
import { recordRun } from '../../record/record-run.ts';
import { type RunSuitesOptions, runSuites } from '../../suites/run-suites.ts';
import { asciiText } from '../../text/printable.ts';
import { theScreen } from '../../text/terminal.ts';
import { UsageError } from '../../text/usage-error.ts';
import type { Topic } from '../../topic/topic.ts';
import type { TestFlags } from './test-flags.ts';
import { renderTable } from './test-table.ts';

/** Returns the exit code: 0 when every check passed. @throws UsageError when no check is left to run */
export async function runAndTell(
  options: TestFlags & Pick<RunSuitesOptions, 'topic' | 'stagedDirectory' | 'programs'>,
): Promise<number> {
  const { topic, debug = false, title } = options;
  const screen = theScreen();
  const isLive = screen.isLive && !debug;
  let done = 0;
  const { checks, outcomes, errors, seed } = await runSuites({
    ...options,
    strongerHints: options.hint ? 'all' : failingForTheThirdTime(topic),
    suites: 'public',
    // As in the grader where it has no sandbox; a debugger needs what the permissions forbid.
    isolation: debug ? 'none' : 'node',
    onOutcome: () => {
      if (isLive) process.stdout.write(`\r${++done} checks done`);
    },
  });
  if (isLive) process.stdout.write('\r\x1b[K');
  for (const error of errors) console.error(error);
  if (errors.length > 0) return 1;
  if (checks.length === 0) throw noCheckLeft(topic, title);
  const isWhole =
    options.program === undefined && title === undefined && Object.keys(options.vitest ?? {}).length === 0;
  if (!debug) recordRun({ topic, checks, outcomes, seed, isWhole });
  const table = renderTable(topic, checks, outcomes);
  console.log(screen.ascii ? asciiText(table) : table);
  return checks.every(({ id }) => outcomes[id]?.status === 'passed') ? 0 : 1;
}

export function noCheckLeft(topic: Topic, title: string | undefined): UsageError {
  const which = title === undefined ? 'of this name' : `“${title}”`;
  return new UsageError(
    `${topic.id} has no public check ${which}. Its titles are in the table that the command prints without --check.`,
  );
}

/** The checks that have failed the last two times: should they fail again, the hint has not helped. */
export function failingForTheThirdTime(topic: Topic): string[] {
  return Object.entries(readRecord(topic).checks).flatMap(([id, { failedInARow }]) => (failedInARow >= 2 ? [id] : []));
}
