import { type JobOutcome, type RunJobsOptions, runJobs } from '../../jobs/run-jobs.ts';
import type { TopicFacts } from '../facts/topic-facts.ts';
import type { Evidence } from '../judge/evidence.ts';
import { enrol, studentId } from './enrol.ts';

/** The evidence of one run of the class, by topic. */
export type Run = Map<string, Evidence>;

/**
 * Grades the artificial class of each topic, all topics in one run, as `pnpm grade` grades a real one.
 *
 * @param isWanted leaves students out, by the id of their job
 * @returns the evidence by topic; a topic whose topic.yaml cannot be read has none
 * @throws what `runJobs` throws
 */
export async function gradeArtificialClass(
  topics: TopicFacts[],
  options: RunJobsOptions & { isEveryCheck?: boolean },
  isWanted: (id: string) => boolean = () => true,
): Promise<Run> {
  const students = topics.flatMap((facts) =>
    'fault' in facts.topic ? [] : enrol(facts, facts.topic, options.isEveryCheck),
  );
  const specs = students.filter(({ id }) => isWanted(id));
  if (specs.length === 0) return new Map();
  const { outcomes, catalogs, faults } = await runJobs(specs, options);
  const readable = topics.filter(({ topic }) => !('fault' in topic));
  return new Map(
    readable.map(({ id }) => {
      const checks = catalogs.get(id) ?? { fault: faults.get(id) ?? 'its checks are not known.' };
      return [id, { checks, outcomes: ofTopic(id, outcomes), isByName: options.isEveryCheck === false }];
    }),
  );
}

/** The outcomes of one topic, by student. */
function ofTopic(topic: string, outcomes: Map<string, JobOutcome>): Map<string, JobOutcome> {
  const prefix = studentId(topic, '');
  return new Map(
    [...outcomes].filter(([id]) => id.startsWith(prefix)).map(([id, outcome]) => [id.slice(prefix.length), outcome]),
  );
}
