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
  inputs: string; // What its result says that it is a result of (`inputsDigest`).
  specs: Map<string, JobSpec>; // By the folder of its submission.
}

/**
 * A job for each spec, or for `specsAJob` of one topic; and the digest of each topic's lock.
 * @throws the system's error when a file that decides a grade cannot be read
 */
export function planJobs(
  specs: JobSpec[],
  { repository, workspace, isolation, topics = [], specsAJob = 1, machine }: PlanOptions,
): { jobs: PlannedJob[]; locks: Map<Topic, string> } {
  const every = new Map([...topics, ...specs.map(({ topic }) => topic)].map((topic) => [topic.id, topic]));
  const locks = new Map([...every.values()].map((topic) => [topic, lockDigest(topicLock(topic, repository))]));
  const plan = (list: [JobSpec, ...JobSpec[]]): PlannedJob => {
    const { topic } = list[0];
    const folder = jobFolder(topic.id, list.map(({ id }) => id).join('\n'));
    const specs = new Map(list.map((spec, index) => [String(index + 1), spec]));
    const contents: JobLock = {
      schemaVersion: 2,
      topic: topic.id,
      topicDirectory: relative(join(workspace, 'jobs', folder), topic.directory)
        .split(sep)
        .join('/'),
      submissions: Object.fromEntries([...specs].map(([name, { program, check }]) => [name, { program, check }])),
      isolation,
      limits: limitsOf(topic),
      decidedBy: lockDigest({ topic: locks.get(every.get(topic.id) ?? topic) ?? '', ...(machine && { machine }) }),
    };
    const lock = `${JSON.stringify(contents, null, 2)}\n`;
    const sources = new Map([...specs].flatMap(([name, spec]) => sourcesIn(name, programSources(spec.topic, spec))));
    return { folder, lock, sources, inputs: inputsDigest(lock, sources), specs };
  };
  const groups = [...Map.groupBy(specs, ({ topic }) => topic.id).values()].flatMap((ofTopic) =>
    inGroups(ofTopic, specsAJob),
  );
  return { jobs: groups.map(plan), locks };
}

interface PlanOptions {
  repository: string;
  workspace: string;
  isolation: Isolation;
  topics?: Topic[];
  specsAJob?: number;
  machine?: string;
}

export function inGroups<T>(items: T[], size: number): [T, ...T[]][] {
  return items.flatMap((item, index) => (index % size === 0 ? [[item, ...items.slice(index + 1, index + size)]] : []));
}

function sourcesIn(folder: string, sources: Map<string, Buffer>): [string, Buffer][] {
  return [...sources].map(([name, content]) => [`${folder}/${name}`, content]);
}
