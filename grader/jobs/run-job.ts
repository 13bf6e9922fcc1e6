import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withinDeadline } from '@socket-lab/kit/deadline';
import { listChecks } from '@socket-lab/kit/run/list-checks';
import { runSuites } from '@socket-lab/kit/run/run-suites';
import { stagePrograms } from '@socket-lab/kit/stage/stage-programs';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { inputsDigest } from './inputs-digest.ts';
import { type JobLock, parseJobLock } from './job-lock.ts';
import type { Catalog, TopicResult, WithInputs } from './job-result.ts';

/** All checks of a job together last no longer than this, in patient seconds (kit/deadline.ts), unless a limit says otherwise. */
const JOB_SECONDS = 120;

/**
 * Does the job that stands in a folder: its `lock.json` says which, `src/` holds the submitted files.
 * @param stagedDirectory where its programs are made launchable
 * @throws Error when the grader or the machine failed, in one line where that is known; never for what a program did.
 */
export async function runJob(
  directory: string,
  stagedDirectory = join(directory, 'staged'),
): Promise<WithInputs<TopicResult | Catalog>> {
  const text = readFileSync(join(directory, 'lock.json'), 'utf8');
  const sources = readdirSync(join(directory, 'src')).map((name) => [name, readFileSync(join(directory, 'src', name))]);
  const inputs = inputsDigest(text, new Map(sources as [string, Buffer][]));
  const lock = parseJobLock(text);
  const topic = { ...readTopic(resolve(directory, lock.topicDirectory)), limits: lock.limits };
  const result =
    lock.kind === 'catalog' ? await listCatalog(topic) : await grade(topic, lock, { directory, stagedDirectory });
  return { ...result, inputs };
}

async function listCatalog(topic: Topic): Promise<Catalog> {
  return { schemaVersion: 1, topic: topic.id, checks: await listChecks(topic) };
}

interface JobPlace {
  directory: string;
  stagedDirectory: string;
}

async function grade(topic: Topic, lock: JobLock, { directory, stagedDirectory }: JobPlace): Promise<TopicResult> {
  await stagePrograms({ topic, sourceDirectory: join(directory, 'src'), stagedDirectory });
  const checks: TopicResult['checks'] = {};
  const seconds = lock.limits.jobSeconds ?? JOB_SECONDS;
  const suites = runSuites({
    topic,
    suites: 'all',
    stagedDirectory,
    isolation: lock.isolation,
    seed: Number.parseInt(lock.decidedBy.slice(0, 7), 16), // the same chances for everybody, and in a re-grade
    ...(lock.program !== undefined && { program: lock.program }),
    onOutcome({ id }, outcome) {
      checks[id] = outcome;
    },
  });
  const ended = await withinDeadline(suites, seconds * 1000);
  const [fault] = ended?.errors ?? [];
  if (fault) throw new Error(fault);
  for (const [id, { status, message }] of Object.entries({ ...checks, ...ended?.outcomes })) {
    if (status === 'error') throw new Error(`${id}: ${message ?? 'the grader failed'}`);
  }
  const result = { schemaVersion: 1, topic: topic.id, isolation: lock.isolation, checks } as const;
  return ended ? result : { ...result, stoppedAfterSeconds: seconds };
}
