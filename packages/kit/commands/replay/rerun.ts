import type { CheckDeclaration, Outcome } from '../../check/types.ts';
import { recordRun } from '../../record/record-run.ts';
import { stageOwn } from '../../submission/stage-programs.ts';
import { runSuites } from '../../suites/run-suites.ts';
import { UsageError } from '../../text/usage-error.ts';
import type { ChosenCheck } from './choose-check.ts';

export type Rerun = { check: CheckDeclaration; outcome: Outcome; seed: number };
/** A failure of the same program, seen again, is no further failure in a row. */
const FAILURES_BEFORE_STRONGER_HINT = 3;

/** Runs one check again, as the student's own test does. @throws UsageError when there is no such check */
export async function rerun({ topic, id, title, record }: ChosenCheck, seed = record?.seed): Promise<Rerun> {
  await using staged = await stageOwn(topic);
  const result = await runSuites({
    topic,
    ...staged,
    suites: 'public',
    isolation: 'node',
    ...(id === undefined ? { title } : { check: id }),
    ...(seed !== undefined && { seed }),
    keepsRecording: true,
    ...((record?.failedInARow ?? 0) >= FAILURES_BEFORE_STRONGER_HINT && { strongerHints: 'all' }),
  });
  const [check] = result.checks;
  const outcome = check && result.outcomes[check.id];
  if (result.errors.length > 0) throw new UsageError(result.errors.join('\n'));
  if (!check || !outcome) {
    throw new UsageError(
      `${topic.id} has no public check “${title}”. Its titles are in the table of: pnpm --filter ${topic.id} test`,
    );
  }
  if (outcome.status !== 'failed') recordRun({ topic, ...result, isWhole: false });
  return { check, outcome, seed: result.seed };
}
