import { type JobOutcome, type RunJobsOptions, runJobs } from '../../jobs/run-jobs.ts';
import type { TopicFacts } from '../facts/topic-facts.ts';
import type { Evidence } from '../judge/evidence.ts';
import { enrol, studentId } from './enrol.ts';

export type Run = Map<string, Evidence>;

/** All topics in one run. One whose topic.yaml cannot be read has no evidence. @param isWanted by the id of a job */
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

function ofTopic(topic: string, outcomes: Map<string, JobOutcome>): Map<string, JobOutcome> {
  const prefix = studentId(topic, '');
  return new Map(
    [...outcomes].filter(([id]) => id.startsWith(prefix)).map(([id, outcome]) => [id.slice(prefix.length), outcome]),
  );
}
