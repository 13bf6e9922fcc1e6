import { lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command } from '@socket-lab/kit/commands/command';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { writeAtomically } from '@socket-lab/kit/text/write-atomically';
import root from '../../package.json' with { type: 'json' };
import { BreakOff } from '../class/break-off.ts';
import { chooseIsolation } from '../class/choose-isolation.ts';
import { countOf } from '../class/count-of.ts';
import { TinyCourse } from '../class/fixtures/tiny-course.ts';
import { mostJobs } from '../jobs/admission.ts';
import {
  type BenchReport,
  type BenchRow,
  benchMarkdown,
  benchReport,
  benchTable,
  type Found,
  PARTS,
  type Part,
  type RowId,
  type RowsOf,
  rowOf,
} from './bench-report.ts';
import { changeStudent, classOf, doneTopic, emptyTest, starterTopic } from './folders.ts';
import { floors, levelCosts, stageSolution } from './launches.ts';
import {
  type Command,
  type CommandCost,
  type Cost,
  exponentOf,
  inTurn,
  measure,
  openAccount,
  saveToResult,
} from './timing.ts';

const TOPIC = 'echo-service';
const ROUNDS = 5;
const CLASS_ROUNDS = 3;
const SIZES = [10, 50, 200];
/** A large course: students, topics. */
const LARGE = [2000, 7] as const;

const USAGE = `Usage: pnpm bench [flags]

Measures what a student and an instructor wait for, each against its floor, as ratios of one run: a table, in under 5 minutes
on two idle cores.

  --students N     how many students the class has            (4)
  --only PART      ${PARTS.join(', ')}; may be repeated       (all)
  --json FILE      the same as JSON; - is stdout, in place of the table
  --markdown FILE  the table as README has it; - is stdout, in place of the table
  --help

Exit code: 0; 1 when something measured fails; 2 bad usage; 130 when it was stopped by Ctrl-C.`;

export default command({
  name: 'bench',
  usage: USAGE,
  options: {
    students: { type: 'string', default: '4' },
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
    markdown: { type: 'string' },
  },
  async run({ flags: { students, only = [...PARTS], json, markdown }, courseDirectory: repository, workingDirectory }) {
    const unknown = only.find((part) => !PARTS.some((each) => each === part));
    if (unknown !== undefined) throw new UsageError(`--only ${unknown}: there is ${PARTS.join(', ')}.`);
    const given = { repository, students: countOf('--students', students) };
    const folder = join(repository, '.grade', `bench-${process.pid}`);
    const topicDirectory = join(repository, 'packages', TOPIC);
    if (json === '-' && markdown === '-') throw new UsageError('--json - --markdown -: name a file for one of them.');
    const writeJson = writerOf('--json', json, workingDirectory);
    const writeMarkdown = writerOf('--markdown', markdown, workingDirectory);
    const { isolation } = await chooseIsolation('auto', join(repository, '.grade', 'self-test.json'));
    using breakOff = new BreakOff();
    try {
      const report = await bench({ ...given, folder, topicDirectory, isolation, signal: breakOff.signal }, only);
      if (json !== '-' && markdown !== '-') console.log(benchTable(report));
      writeJson(JSON.stringify(report, null, 2));
      writeMarkdown(benchMarkdown(report));
      return 0;
    } catch (error) {
      if (!breakOff.signal.aborted) throw error;
      console.error('Stopped. Nothing of it is left.');
      return breakOff.signal.reason;
    }
  },
});

/** @throws UsageError when it could not be written: better now than when all is measured */
function writerOf(flag: string, path: string | undefined, cwd: string): (text: string) => void {
  if (path === undefined) return () => {};
  if (path === '-') return console.log;
  const file = resolve(cwd, path);
  const probe = `${file}.${process.pid}.tmp`; // as writeAtomically() names it
  try {
    if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === false) throw new Error('it is there, and no file');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new UsageError(`${flag} ${path} cannot be written: ${(error as Error).message}. Name another file, or -.`);
  }
  return (text) => writeAtomically(file, `${text}\n`);
}

interface Bench {
  repository: string;
  folder: string; // Scratch.
  topicDirectory: string;
  students: number;
  isolation: Isolation;
  signal: AbortSignal;
}

/** What a part finds: for each of its rows. A level that does not work here has none. */
type Rows<P extends Part> = { [Id in Exclude<RowsOf<P>, 'level-bubblewrap'>]: Found } & { 'level-bubblewrap'?: Found };

async function bench(given: Bench, only: readonly string[]): Promise<BenchReport> {
  const { folder, students, isolation, signal } = given;
  using cleanup = new DisposableStack();
  cleanup.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  mkdirSync(folder, { recursive: true });
  const parts: { [P in Part]: (given: Bench) => Promise<Rows<P>> } = {
    ...{ student: studentRows, save: saveRows, levels: levelRows, class: classRows },
    ...{ growth: growthRows, memory: memoryRows },
  };
  const rows: BenchRow[] = [];
  for (const part of PARTS.filter((part) => only.includes(part))) {
    console.error(`${part} …`);
    const found = Object.entries<Found>(await parts[part](given));
    rows.push(...found.map(([id, found]) => rowOf(id as RowId, found)));
    signal.throwIfAborted();
  }
  const { kind: accounting } = cleanup.use(openAccount());
  const [node, cores] = [process.version, availableParallelism()];
  return benchReport.parse({ schemaVersion: 2, node, cores, isolation, accounting, students, rows });
}

/** A student's test runs and a bare vitest. */
async function studentRows({ repository, folder, topicDirectory, signal }: Bench): Promise<Rows<'student'>> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const bare = { args: [vitest, 'run'], cwd: await emptyTest(folder) };
  const test = { args: [kitMain(repository), 'test', '.'] };
  const starter = { ...test, cwd: await starterTopic(topicDirectory, folder), exitCode: 1 };
  const solution = { ...test, cwd: await doneTopic(topicDirectory, folder) };
  const run = (command: Command) => () => measure(command, signal);
  const steps = { starter: run(starter), bare: run(bare), solution: run(solution) };
  await inTurn(1, steps); // the first does not count
  const costs = await inTurn(ROUNDS, steps);
  const against = figures(costs.bare);
  return {
    starter: { is: figures(costs.starter), against },
    'first-line': { is: first(costs.starter), against: first(costs.bare) },
    solution: { is: figures(costs.solution), against },
  };
}

async function saveRows({ repository, folder, topicDirectory, signal }: Bench): Promise<Rows<'save'>> {
  const test = { args: [kitMain(repository), 'test', '.'], cwd: await doneTopic(topicDirectory, folder) };
  const { save, plain } = await saveToResult(test, 'server', ROUNDS, signal);
  return { save: { is: save, against: figures(plain) } };
}

async function levelRows({ isolation, signal }: Bench): Promise<Rows<'levels'>> {
  const best = isolation === 'bubblewrap' ? [isolation] : [];
  const costs = await levelCosts(['none', 'node', ...best], ROUNDS, signal);
  return {
    'level-none': { is: costs.none, against: costs.spawn },
    'level-node': { is: costs.node, against: costs.none },
    ...(costs.bubblewrap && { 'level-bubblewrap': { is: costs.bubblewrap, against: costs.none } }),
  };
}

async function classRows({ repository, folder, topicDirectory, students, signal }: Bench): Promise<Rows<'class'>> {
  const submissions = join(folder, 'class');
  await classOf(students, topicDirectory, TOPIC, submissions);
  const solution = await stageSolution(topicDirectory, folder);
  const launches = students * solution.launches;
  const floor = await floors(folder, solution, students, Math.min(students, mostJobs()));
  const main = join(repository, 'grader/main.ts');
  const args = [main, 'grade', '--topic', TOPIC, '--submissions', submissions, '--out', join(folder, 'grades')];
  const grade = (...flags: string[]) =>
    measure({ args: [...args, ...flags], cwd: repository }, signal, (said) => /^1\/\d+ /m.test(said));
  const run = (command: Command) => () => measure(command, signal);
  const changed = () => changeStudent(1, TOPIC, submissions).then(() => grade());
  const costs = await inTurn(CLASS_ROUNDS, {
    ...{ empty: run(floor.empty), client: run(floor.client), nodeTest: run(floor.nodeTest) },
    ...{ all: () => grade('--force'), again: () => grade(), changed },
  });
  const is = figures(costs.all);
  return {
    'class-empty': { is, against: { ...figures(costs.empty), launches } },
    'class-client': { is, against: { ...figures(costs.client), launches } },
    'class-node-test': { is, against: { ...figures(costs.nodeTest), launches } },
    'first-result': { is: first(costs.all), against: is },
    're-grade': { is: figures(costs.again), against: is },
    'one-changed': { is: figures(costs.changed), against: is },
  };
}

/** Small jobs, of two checks and two launches: what grows is the grader's own. */
async function growthRows({ signal }: Bench): Promise<Rows<'growth'>> {
  using course = new TinyCourse();
  const main = fileURLToPath(new URL('../class/fixtures/grade-main.ts', import.meta.url));
  const flags = ['--sandbox', 'none', '--quiet', '--force', '--concurrency', String(mostJobs())];
  const grade = { args: [main, course.repository, ...flags], cwd: course.repository };
  const costs: CommandCost[] = [];
  for (const size of SIZES) {
    for (let index = 0; index < size; index++) course.submit(`s${index}`, `console.log("hello"); // ${index}\n`);
    costs.push(await measure(grade, signal));
  }
  const exponent = (of: keyof Cost) => exponentOf(costs.map((cost, index) => [SIZES[index] ?? 0, cost[of]]));
  const [least, most] = [costs[0], costs.at(-1)] as [CommandCost, CommandCost];
  return {
    growth: { is: figures(most), against: figures(least), exponent: { wall: exponent('wall'), cpu: exponent('cpu') } },
  };
}

/** What the grade process itself takes for a large course, of which no two submissions are alike and all are in the cache. */
async function memoryRows({ signal }: Bench): Promise<Rows<'memory'>> {
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
  const flags = root.scripts.grade.split(' ').filter((word) => word.startsWith('--'));
  const args = [...flags, main, course.repository, '--sandbox', 'none', '--quiet'];
  const { peakMiB } = await measure({ args, cwd: course.repository }, signal);
  return { memory: { is: { MiB: peakMiB } } };
}

const kitMain = (repository: string): string => join(repository, 'packages/kit/commands/main.js');
const figures = ({ wall, cpu }: Cost): Cost => ({ wall, cpu });
const first = ({ firstWall: wall, firstCpu: cpu }: CommandCost): Cost => ({ wall, cpu });
