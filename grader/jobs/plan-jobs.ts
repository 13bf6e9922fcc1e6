import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { limitsOf } from '@socket-lab/kit/limits/limits';
import type { Isolation } from '@socket-lab/kit/run/run-suites';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { inputsDigest } from './inputs-digest.ts';
import { jobFolder } from './job-folder.ts';
import type { JobLock } from './job-lock.ts';
import type { JobSpec } from './run-jobs.ts';
import { lockDigest, topicLock } from './topic-lock.ts';
import type { JobPackage } from './write-workspace.ts';

/** A job as it will stand in the workspace. One without a `spec` is a topic's catalog. */
export interface PlannedJob extends JobPackage {
  topic: Topic;
  /** What its result says that it is a result of (inputs-digest.ts). */
  inputs: string;
  spec?: JobSpec;
}

/**
 * What to put into the workspace: a job for each spec, and one more for each topic that lists its checks.
 * @throws the system's error when a file that decides a grade cannot be read
 */
export function planJobs(
  specs: JobSpec[],
  { repository, workspace, isolation, topics = [] }: PlanOptions,
): PlannedJob[] {
  const every = new Map([...topics, ...specs.map(({ topic }) => topic)].map((topic) => [topic.id, topic]));
  const digests = new Map([...every].map(([id, topic]) => [id, lockDigest(topicLock(topic, repository))]));
  const plan = (kind: JobLock['kind'], topic: Topic, id: string, spec?: JobSpec): PlannedJob => {
    const folder = jobFolder(kind, topic.id, id);
    const contents: JobLock = {
      schemaVersion: 1,
      kind,
      topic: topic.id,
      topicDirectory: relative(join(workspace, 'jobs', folder), topic.directory)
        .split(sep)
        .join('/'),
      ...(spec?.program !== undefined && { program: spec.program }),
      isolation,
      limits: limitsOf(topic),
      decidedBy: digests.get(topic.id) ?? '',
    };
    const lock = `${JSON.stringify(contents, null, 2)}\n`;
    const sources = spec ? programSources(spec) : new Map<string, Buffer>();
    return { folder, topic, lock, sources, inputs: inputsDigest(lock, sources), ...(spec && { spec }) };
  };
  return [
    ...[...every.values()].map((topic) => plan('catalog', topic, topic.id)),
    ...specs.map((spec) => plan('grade', spec.topic, spec.id, spec)),
  ];
}

interface PlanOptions {
  repository: string;
  workspace: string;
  isolation: Isolation;
  topics?: Topic[];
}

/** The topic's own programs, as far as they are there, and nothing else of the folder. */
function programSources(spec: JobSpec): Map<string, Buffer> {
  if ('sources' in spec) return spec.sources;
  const sources = new Map<string, Buffer>();
  for (const program of Object.keys(spec.topic.programs)) {
    try {
      sources.set(`${program}.ts`, readFileSync(join(spec.sourceDirectory, `${program}.ts`)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return sources;
}
