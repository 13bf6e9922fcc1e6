import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command } from '@socket-lab/kit/commands/command';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { writeAtomically } from '@socket-lab/kit/text/write-atomically';
import { chooseIsolation } from '../class/choose-isolation.ts';
import { countOf } from '../class/count-of.ts';
import { TinyCourse } from '../class/fixtures/tiny-course.ts';
import { mostJobs } from '../jobs/admission.ts';
import { type BenchReport, type BenchRow, benchTable } from './bench-report.ts';
import { changeStudent, classOf, doneTopic, emptyTest, starterTopic } from './folders.ts';
import { floors, levelCosts, stageSolution } from './launches.ts';
import { type Cost, exponentOf, inTurn, measure, openAccount, saveToResult } from './timing.ts';

const TOPIC = 'echo-service';
const RUNS = 5;
const LAUNCHES = 20;
const SIZES = [10, 50, 200];
const LEVELS: readonly Isolation[] = ['none', 'node', 'bubblewrap'];
/** A large course: students, topics. */
const LARGE = [2000, 7] as const;
const PARTS = ['student', 'save', 'levels', 'class', 'growth', 'memory'] as const;

const USAGE = `Usage: pnpm bench [flags]

Measures what a student and an instructor wait for, each against its floor, as ratios of one run: a table, in under 5 minutes
on two cores.

  --students N  how many students the class has            (6)
  --only PART   ${PARTS.join(', ')}; may be repeated       (all)
  --json FILE   the same as JSON
  --help

Exit code: 0; 2 bad usage.`;

export default command({
  name: 'bench',
  usage: USAGE,
  options: {
    students: { type: 'string', default: '6' },
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
  },
  async run({ flags, courseDirectory, workingDirectory }) {
    const { only = [...PARTS] } = flags;
    const unknown = only.find((part) => !(PARTS as readonly string[]).includes(part));
    if (unknown !== undefined) throw new UsageError(`--only ${unknown}: there is ${PARTS.join(', ')}.`);
    const report = await bench(courseDirectory, countOf('--students', flags.students), only);
    console.log(benchTable(report));
    if (flags.json !== undefined) {
      writeAtomically(resolve(workingDirectory, flags.json), `${JSON.stringify(report, null, 2)}\n`);
    }
    return 0;
  },
});

interface Bench {
  repository: string;
  folder: string; // Scratch.
  topicDirectory: string;
  students: number;
  isolation: Isolation;
}

async function bench(repository: string, students: number, only: readonly string[]): Promise<BenchReport> {
  const folder = join(repository, '.grade', 'bench');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const topicDirectory = join(repository, 'packages', TOPIC);
  const { isolation } = await chooseIsolation('auto', join(repository, '.grade', 'self-test.json'));
  const given: Bench = { repository, folder, topicDirectory, students, isolation };
  const parts = {
    student: studentRows,
    save: saveRows,
    levels: levelRows,
    class: classRows,
    growth: growthRows,
    memory: memoryRows,
  };
  const rows: BenchRow[] = [];
  for (const part of PARTS.filter((part) => only.includes(part))) {
    console.error(`${part} …`);
    rows.push(...(await parts[part](given)));
  }
  using account = openAccount();
  const [node, cores] = [process.version, availableParallelism()];
  return { schemaVersion: 1, node, cores, isolation, accounting: account.kind, rows };
}

/** A student's test run against a bare vitest, in turn. */
async function studentRows({ repository, folder, topicDirectory }: Bench): Promise<BenchRow[]> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const bare = { args: [vitest, 'run'], cwd: await emptyTest(folder) };
  const test = { args: [kitMain(repository), 'test', '.'] };
  const [starter, empty] = await inTurn(
    { ...test, cwd: await starterTopic(topicDirectory, folder), exitCode: 1 },
    bare,
    RUNS,
  );
  const [done, again] = await inTurn({ ...test, cwd: await doneTopic(topicDirectory, folder) }, bare, RUNS);
  const against = (cost: Cost) => ({ what: 'a bare "vitest run"', ...figures(cost) });
  const ratio = { of: 'cpu', value: starter.cpu / empty.cpu, atMost: 1.5 } as const;
  const first = { of: 'seconds', value: starter.firstLine, atMost: 0.5 } as const;
  return [
    { id: 'starter', what: `${TOPIC}'s starter, tested`, is: figures(starter), against: against(empty), ratio },
    { id: 'first-line', what: 'its first line', is: { wall: starter.firstLine }, ratio: first },
    { id: 'solution', what: `${TOPIC}'s solution, tested`, is: figures(done), against: against(again) },
  ];
}

async function saveRows({ repository, folder, topicDirectory }: Bench): Promise<BenchRow[]> {
  const done = await doneTopic(topicDirectory, folder);
  const { save, plain } = await saveToResult([kitMain(repository), 'test', '.'], done, 'server', RUNS);
  const against = { what: 'its checks by a command', wall: plain };
  return [
    {
      id: 'save',
      what: 'from a save to its result',
      is: { wall: save },
      against,
      ratio: { of: 'seconds', value: save, atMost: 1 },
    },
  ];
}

async function levelRows({ isolation }: Bench): Promise<BenchRow[]> {
  const levels = isolation === 'bubblewrap' ? LEVELS : LEVELS.filter((level) => level !== 'bubblewrap');
  const costs = await levelCosts(levels, LAUNCHES);
  const none = { what: 'at level none', wall: (costs[0]?.ms ?? Number.NaN) / 1000 };
  return costs.map(({ level, ms }) => {
    return { id: `level-${level}`, what: `an empty program, level ${level}`, is: { wall: ms / 1000 }, against: none };
  });
}

async function classRows({ repository, folder, topicDirectory, students }: Bench): Promise<BenchRow[]> {
  const submissions = join(folder, 'class');
  await classOf(students, topicDirectory, TOPIC, submissions);
  const main = join(repository, 'grader/main.ts');
  const out = join(folder, 'grades');
  const args = [main, 'grade', '--topic', TOPIC, '--submissions', submissions, '--out', out];
  const grade = (...flags: string[]) =>
    measure({ args: [...args, ...flags], cwd: repository }, (text) => /^1\/\d+ /m.test(text));
  const solution = await stageSolution(topicDirectory, folder);
  const launches = students * solution.launches;
  const floor = await floors(folder, solution.staged, launches, availableParallelism());
  const [empty, client, nodeTest] = [
    await measure(floor.empty),
    await measure(floor.client),
    await measure(floor.nodeTest),
  ];
  const first = await grade('--force');
  const again = await grade();
  await changeStudent(1, TOPIC, submissions);
  const changed = await grade();
  const is = figures(first);
  const what = `${students} × ${TOPIC}, none alike`;
  const overEmpty = { of: 'wall', value: first.wall / empty.wall, atMost: 1.5 } as const;
  const overClient = { of: 'cpu', value: first.cpu / client.cpu, atMost: 1.9 } as const;
  return [
    {
      id: 'class-empty',
      what,
      is,
      against: { what: `${launches} empty programs`, ...figures(empty) },
      ratio: overEmpty,
    },
    {
      id: 'class-client',
      what,
      is,
      against: { what: `${launches} echo clients`, ...figures(client) },
      ratio: overClient,
    },
    { id: 'class-node-test', what, is, against: { what: 'node --test, as many launches', ...figures(nodeTest) } },
    {
      id: 'first-result',
      what: 'its first result',
      is: { wall: first.firstLine },
      ratio: { of: 'seconds', value: first.firstLine, atMost: 5 },
    },
    { id: 're-grade', what: 'again, nothing changed', is: figures(again), against: { what: 'the first time', ...is } },
    {
      id: 'one-changed',
      what: 'again, one student changed',
      is: figures(changed),
      against: { what: 'the first time', ...is },
    },
  ];
}

/** Small jobs, of two checks and two launches: what grows is the grader's own. */
async function growthRows(): Promise<BenchRow[]> {
  using course = new TinyCourse();
  const main = fileURLToPath(new URL('../class/fixtures/grade-main.ts', import.meta.url));
  const flags = ['--sandbox', 'none', '--quiet', '--force', '--concurrency', String(mostJobs())];
  const grade = { args: [main, course.repository, ...flags], cwd: course.repository };
  const points: [number, number][] = [];
  for (const size of SIZES) {
    for (let index = 0; index < size; index++) course.submit(`s${index}`, `console.log("hello"); // ${index}\n`);
    points.push([size, (await measure(grade)).wall]);
  }
  const value = exponentOf(points);
  const what = `${SIZES.join(', ')} × a job of two launches`;
  return [
    { id: 'growth', what, is: { wall: points.at(-1)?.[1] ?? 0 }, ratio: { of: 'exponent', value, atMost: 1.05 } },
  ];
}

/** What the grade process itself takes for a large course, of which no two submissions are alike. */
async function memoryRows(): Promise<BenchRow[]> {
  using course = new TinyCourse();
  const [students, topics] = LARGE;
  const ids = Array.from({ length: topics }, (_, index) => (index === 0 ? 'tiny' : `tiny-${index}`));
  for (const id of ids.slice(1)) course.copyTopic(id);
  for (let index = 0; index < students; index++) {
    for (const id of ids) {
      course.write(`examples/class/s${index}/packages/${id}/src/hello.ts`, `console.log("hello"); // ${index}\n`);
    }
  }
  const main = fileURLToPath(new URL('replay-main.ts', import.meta.url));
  const args = [main, course.repository, '--sandbox', 'none', '--quiet'];
  const { wall, peakMiB } = await measure({ args, cwd: course.repository });
  const ratio = { of: 'MiB', value: peakMiB, atMost: 400 } as const;
  return [{ id: 'memory', what: `grade itself, ${students} × ${topics} jobs in the cache`, is: { wall }, ratio }];
}

const kitMain = (repository: string): string => join(repository, 'packages/kit/commands/main.ts');
const figures = ({ wall, cpu }: Cost) => ({ wall, cpu });
