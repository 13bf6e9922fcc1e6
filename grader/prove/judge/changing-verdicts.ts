import type { TopicFacts } from '../facts/topic-facts.ts';
import { caughtMutants, wordingOf } from '../transcripts/judge-transcripts.ts';
import { type Evidence, verdictOf } from './evidence.ts';

/** A line for each verdict, and each transcript that may not vary, on which runs of the same class disagree. */
export function changingVerdicts(facts: TopicFacts, runs: Evidence[]): string[] {
  const students = new Set(runs.flatMap(({ outcomes }) => [...outcomes.keys()]));
  const checks = new Set(runs.flatMap((run) => ('fault' in run.checks ? [] : run.checks.map(({ id }) => id))));
  const verdicts = [...students].flatMap((student) =>
    [...checks].flatMap((check) => {
      const statuses = runs.map(({ outcomes }) => verdictOf(outcomes.get(student), check).status);
      return new Set(statuses).size === 1 ? [] : [`${facts.id} ${student}: "${check}" is ${tally(statuses)}.`];
    }),
  );
  const transcripts = runs.map(
    (run) => new Map(caughtMutants(facts, run).map((each) => [each.mutant.name, wordingOf(each)])),
  );
  const words = facts.mutants.flatMap(({ name, reading }) => {
    if (facts.isElsewhere || ('header' in reading && reading.header.varies !== undefined)) return [];
    const texts = transcripts.map((each) => each.get(name)).filter((text) => text !== undefined);
    const wordings = new Set(texts).size;
    return wordings < 2 ? [] : [`${facts.id} mutant ${name}: its transcript has ${wordings} wordings.`];
  });
  return [...verdicts, ...words];
}

/** `passed in run 1, 3; failed in run 2` */
function tally(statuses: string[]): string {
  const runs = Map.groupBy(statuses.keys(), (run) => statuses[run]);
  return [...runs]
    .map(([status, numbers]) => `${status} in run ${numbers.map((run) => run + 1).join(', ')}`)
    .join('; ');
}
