import { join, relative, sep } from 'node:path';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { limitsOf } from '@socket-lab/kit/confine/limits';
import { programSources } from '@socket-lab/kit/submission/program-sources';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { inputsDigest, type JobLock, jobFolder } from './job-lock.ts';
import type { JobSpec } from './run-jobs.ts';
import { lockDigest, topicLock } from './topic-lock.ts';
import type { JobPackage } from './write-workspace.ts';

export interface PlannedJob extends JobPackage {
  kind: JobLock['kind'];
  topic: Topic;
  inputs: string; // What its result says that it is a result of (`inputsDigest`).
  specs: Map<string, JobSpec>; // By the folder of its submission; none of a catalog.
}

/**
 * A job for each spec, or for `specsAJob` of one topic, and for each topic one that lists its checks.
 * @throws the system's error when a file that decides a grade cannot be read
 */
export function planJobs(
  specs: JobSpec[],
  { repository, workspace, isolation, topics = [], specsAJob = 1, machine }: PlanOptions,
): PlannedJob[] {
  const every = new Map([...topics, ...specs.map(({ topic }) => topic)].map((topic) => [topic.id, topic]));
  const more: Record<string, string> = machine === undefined ? {} : { machine };
  const digests = new Map(
    [...every].map(([id, topic]) => [id, lockDigest({ ...topicLock(topic, repository), ...more })]),
  );
  const plan = (kind: JobLock['kind'], topic: Topic, list: JobSpec[]): PlannedJob => {
    const folder = jobFolder(kind, topic.id, list.map(({ id }) => id).join('\n') || topic.id);
    const specs = new Map(list.map((spec, index) => [String(index + 1), spec]));
    const contents: JobLock = {
      schemaVersion: 1,
      kind,
      topic: topic.id,
      topicDirectory: relative(join(workspace, 'jobs', folder), topic.directory)
        .split(sep)
        .join('/'),
      submissions: Object.fromEntries([...specs].map(([name, { program, check }]) => [name, { program, check }])),
      isolation,
      limits: limitsOf(topic),
      decidedBy: digests.get(topic.id) ?? '',
    };
    const lock = `${JSON.stringify(contents, null, 2)}\n`;
    const sources = new Map([...specs].flatMap(([name, spec]) => sourcesIn(name, programSources(spec.topic, spec))));
    return { folder, kind, topic, lock, sources, inputs: inputsDigest(lock, sources), specs };
  };
  return [
    ...[...every.values()].map((topic) => plan('catalog', topic, [])),
    ...[...Map.groupBy(specs, ({ topic }) => topic.id).values()].flatMap((ofTopic) =>
      inGroups(ofTopic, specsAJob).map((group) => plan('grade', (group[0] as JobSpec).topic, group)),
    ),
  ];
}

interface PlanOptions {
  repository: string;
  workspace: string;
  isolation: Isolation;
  topics?: Topic[];
  specsAJob?: number;
  machine?: string;
}

function inGroups<T>(items: T[], size: number): T[][] {
  return items.flatMap((_, index) => (index % size === 0 ? [items.slice(index, index + size)] : []));
}

function sourcesIn(folder: string, sources: Map<string, Buffer>): [string, Buffer][] {
  return [...sources].map(([name, content]) => [`${folder}/${name}`, content]);
}
