import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { textOf } from '@socket-lab/kit/failure/message';
import { withinDeadline } from '@socket-lab/kit/program/deadline';
import { stagePrograms } from '@socket-lab/kit/submission/stage-programs';
import { runSuitesOn, type StagedSubmission } from '@socket-lab/kit/suites/run-suites';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { inputsDigest, type JobLock, parseJobLock } from './job-lock.ts';
import type { JobResult, TopicResult, WithInputs } from './job-result.ts';

/**
 * Does the job in a folder, which `lock.json` and `src/` say. @param stagedDirectory where its programs are made launchable
 * @throws Error when the grader or the machine failed; never for what a program did
 */
export async function runJob(
  directory: string,
  stagedDirectory = join(directory, 'staged'),
): Promise<WithInputs<JobResult>> {
  const text = readFileSync(join(directory, 'lock.json'), 'utf8');
  const sources = readSources(join(directory, 'src'));
  const inputs = inputsDigest(text, sources);
  const lock = parseJobLock(text);
  const topic = readTopic(resolve(directory, lock.topicDirectory), lock.limits);
  return { ...(await grade(topic, lock, { sources, stagedDirectory })), inputs };
}

interface JobFiles {
  /** By their path in `src/`, as the plan names them (plan-jobs.ts): `1/server.ts`. */
  sources: ReadonlyMap<string, Buffer>;
  stagedDirectory: string;
}

async function grade(topic: Topic, lock: JobLock, files: JobFiles): Promise<JobResult> {
  const submissions = new Map<string, StagedSubmission>();
  for (const [name, { program, check }] of Object.entries(lock.submissions)) {
    const own = [...files.sources].filter(([path]) => path.startsWith(`${name}/`));
    const sources = new Map(own.map(([path, content]) => [basename(path), content]));
    const staged = await stagePrograms({ topic, sources, stagedDirectory: join(files.stagedDirectory, name) });
    submissions.set(name, { ...staged, program, check });
  }
  const seconds = lock.limits.jobSeconds * submissions.size;
  const results = new Map([...submissions.keys()].map((name) => [name, emptyChecks()]));
  const suites = runSuitesOn({
    topic,
    suites: 'all',
    submissions,
    isolation: lock.isolation,
    seed: seedOf(topic.id),
    onOutcome({ id }, outcome, name) {
      Object.assign(results.get(name) ?? {}, { [id]: outcome });
    },
  });
  const ended = await withinDeadline(suites, seconds * 1000);
  const found = [...results].map(([name, checks]) => {
    const result = ended?.get(name);
    const outcomes = { ...checks, ...result?.outcomes };
    throwFault(result?.errors ?? [], outcomes);
    return [name, { checks: outcomes, ...(!ended && { stoppedAfterSeconds: seconds }) }];
  });
  return { schemaVersion: 2, topic: topic.id, isolation: lock.isolation, submissions: Object.fromEntries(found) };
}

const seedOf = (topic: string): number => createHash('sha256').update(topic).digest().readUInt32BE();
type Checks = TopicResult['checks'];
const emptyChecks = (): Checks => Object.create(null);

/** @throws Error with the first fault of the suites, of vitest or of a check itself */
function throwFault([fault]: string[], checks: Checks): void {
  if (fault) throw new Error(fault);
  for (const [id, { status, failure }] of Object.entries(checks)) {
    if (status === 'error') throw new Error(`${id}: ${textOf(failure?.message ?? 'the grader failed')}`);
  }
}

function readSources(src: string): Map<string, Buffer> {
  const files = readdirSync(src).flatMap((folder) => readdirSync(join(src, folder)).map((name) => `${folder}/${name}`));
  return new Map(files.map((path) => [path, readFileSync(join(src, path))]));
}
