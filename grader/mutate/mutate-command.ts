import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { command } from '@socket-lab/kit/commands/command';
import { parseYaml } from '@socket-lab/kit/topic/parse-yaml';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { z } from 'zod';
import { BreakOff } from '../class/break-off.ts';
import { chooseIsolation } from '../class/choose-isolation.ts';
import { textTable } from '../class/class-table.ts';
import { countOf } from '../class/count-of.ts';
import { pick } from '../class/pick.ts';
import { showProgress } from '../class/progress.ts';
import { type JobOutcome, type JobSpec, runJobs } from '../jobs/run-jobs.ts';
import { topicFolders } from '../starters/topic-folders.ts';
import { type Edit, editsOf } from './edits.ts';

const JOBS_A_CORE = 2; // Many an edit makes a program silent, and its checks only wait.
const EDITS_A_JOB = 8;

const USAGE = `Usage: pnpm mutate [TOPIC…] [flags]

Makes small wrong programs of every solution: a call dropped, an event swapped, a constant off by one, a condition turned.
Each has to fail a check. One that passes all is a missing check, or as right as the solution: grader/mutate/equivalents.yaml
says why. It takes over an hour for all topics on two cores; what is done is kept, and replayed the next time.

  --program NAME   only this program                          (all)
  --every N        only every N-th edit of each program       (1)
  --list           print the edits, and try none
  --help

Exit code: 0 every edit is caught or explained; 1 some are not, and are named; 2 on bad usage.`;

type Tried = { program: string; edit: Edit; spec: JobSpec };

export default command({
  name: 'mutate',
  usage: USAGE,
  options: { program: { type: 'string' }, every: { type: 'string' }, list: { type: 'boolean' } },
  words: 'many',
  async run({ flags: { program, every = '1', list = false }, words, courseDirectory }) {
    const tried = editsOfCourse(courseDirectory, words, { program, every: countOf('--every', every) });
    if (list) {
      for (const { program, edit } of tried) console.log(nameOf(program, edit));
      return 0;
    }
    using breakOff = new BreakOff();
    try {
      const outcomes = await run(tried, courseDirectory, breakOff.signal);
      return tell(tried, outcomes, readEquivalents(courseDirectory), every === '1');
    } catch (error) {
      if (!breakOff.signal.aborted) throw error;
      console.error('Stopped. What is done is kept; the same command goes on from there.');
      return breakOff.signal.reason;
    }
  },
});

function editsOfCourse(
  course: string,
  topics: string[],
  { program: only, every }: { program: string | undefined; every: number },
): Tried[] {
  const programs = topicFolders(course, topics).flatMap((id) => {
    const topic = readTopic(join(course, 'packages', id));
    return Object.keys(topic.programs).map((name) => ({ id: name, topic }));
  });
  return pick(programs, only === undefined ? [] : [only], 'program').flatMap(({ id: name, topic }) => {
    const program = `${topic.id}/${name}`;
    const edits = editsOf(readFileSync(join(topic.directory, 'solution', `${name}.ts`), 'utf8'));
    return edits
      .filter((_, index) => index % every === 0)
      .map((edit) => {
        const label = `${program} ${edit.operator} ${edit.line}`;
        const sources = new Map([[`${name}.ts`, Buffer.from(edit.source)]]);
        return { program, edit, spec: { id: nameOf(program, edit), label, topic, program: name, sources } };
      });
  });
}

/** By the line and not by its number: it stays what it is when lines are added above it. */
const nameOf = (program: string, { line, operator, before, after }: Edit): string =>
  `${program}:${line} ${operator}: ${before} → ${after || 'nothing'}`;

async function run(tried: Tried[], repository: string, signal: AbortSignal): Promise<Map<string, JobOutcome>> {
  // At the best level: names and default ports are not checked at others.
  const { isolation } = await chooseIsolation('auto', join(repository, '.grade', 'self-test.json'), { signal });
  const progress = showProgress(process.stdout, !process.stdout.isTTY);
  try {
    const { outcomes } = await runJobs(
      tried.map(({ spec }) => spec),
      {
        repository,
        workspace: join(repository, '.grade', 'mutate'),
        isolation,
        specsAJob: EDITS_A_JOB,
        concurrency: JOBS_A_CORE * availableParallelism(),
        onProgress: progress.onProgress,
        signal,
      },
    );
    return outcomes;
  } finally {
    progress.stop();
  }
}

const equivalents = z.array(z.strictObject({ why: z.string().min(1), edits: z.array(z.string()).min(1) }));
type Equivalents = Map<string, string>; // Why an edit is no fault, by its name without the line's number.

const EQUIVALENTS = 'grader/mutate/equivalents.yaml';

function readEquivalents(course: string): Equivalents {
  const { value, fault } = parseYaml(readFileSync(join(course, EQUIVALENTS), 'utf8'), EQUIVALENTS);
  if (fault !== undefined) throw new Error(fault);
  return new Map(
    equivalents.parse(value).flatMap(({ why, edits }) => edits.map((edit): [string, string] => [edit, why])),
  );
}

const withoutNumber = (name: string): string => name.replace(/:\d+ /, ' ');

/** @param isWhole whether every edit of these programs was tried: only then an explanation can be out of date. */
function tell(tried: Tried[], outcomes: Map<string, JobOutcome>, explained: Equivalents, isWhole: boolean): number {
  const verdicts = tried.map(({ program, edit, spec: { id } }) => {
    const outcome = outcomes.get(id);
    if (outcome?.state !== 'done') return { program, id, verdict: 'error' as const };
    const isCaught = outcome.result.stoppedAfterSeconds !== undefined || fails(outcome.result.checks);
    const verdict = isCaught ? 'caught' : explained.has(withoutNumber(id)) ? 'explained' : 'survives';
    return { program, id, verdict, edit };
  });
  const programs = [...new Set(tried.map(({ program }) => program))];
  const rows = [...programs, 'all'].map((program) => {
    const own = verdicts.filter((each) => program === 'all' || each.program === program);
    const count = (wanted: string) => own.filter(({ verdict }) => verdict === wanted).length;
    const share = `${((100 * count('survives')) / own.length).toFixed(1)} %`;
    return [program, own.length, count('caught'), count('explained'), count('survives'), share, count('error')].map(
      String,
    );
  });
  console.log(textTable(['program', 'edits', 'caught', 'explained', 'survive', 'share', 'error'], rows));
  const named = (wanted: string) => verdicts.filter(({ verdict }) => verdict === wanted).map(({ id }) => id);
  for (const id of named('survives')) console.log(`Survives: ${id}`);
  for (const id of named('error')) console.log(`Error: ${id}`);
  const caught = new Set(named('caught').map(withoutNumber));
  const ids = new Set(tried.map(({ spec }) => withoutNumber(spec.id)));
  const stale = [...explained.keys()].filter(
    (name) =>
      isWhole && programs.some((program) => name.startsWith(`${program} `)) && (!ids.has(name) || caught.has(name)),
  );
  for (const name of stale) console.log(`${EQUIVALENTS}: this edit is caught, or there is none such: ${name}`);
  return verdicts.every(({ verdict }) => verdict === 'caught' || verdict === 'explained') && stale.length === 0 ? 0 : 1;
}

const fails = (checks: Record<string, { status: string }>): boolean =>
  Object.values(checks).some(({ status }) => status !== 'passed');
