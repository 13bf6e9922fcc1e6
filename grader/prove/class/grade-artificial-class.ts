import { type JobOutcome, type RunJobsOptions, runJobs } from '../../jobs/run-jobs.ts';
import type { TopicFacts } from '../facts/topic-facts.ts';
import type { Evidence } from '../judge/evidence.ts';
import { enrol, studentId } from './enrol.ts';

/**
 * Grades the artificial class of each topic, all topics in one run, as `pnpm grade` grades a real one.
 *
 * @returns the evidence by topic; a topic whose topic.yaml cannot be read has none
 * @throws what `runJobs` throws
 */
export async function gradeArtificialClass(
  topics: TopicFacts[],
  options: RunJobsOptions,
): Promise<Map<string, Evidence>> {
  const specs = topics.flatMap((facts) => ('fault' in facts.topic ? [] : enrol(facts, facts.topic)));
  if (specs.length === 0) return new Map();
  const { outcomes, catalogs, faults } = await runJobs(specs, options);
  const readable = topics.filter(({ topic }) => !('fault' in topic));
  return new Map(
    readable.map(({ id }) => {
      const checks = catalogs.get(id) ?? { fault: faults.get(id) ?? 'its checks are not known.' };
      return [id, { checks, outcomes: ofTopic(id, outcomes) }];
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
