import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { command } from '@socket-lab/kit/commands/command';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { chooseIsolation } from '../class/choose-isolation.ts';
import { countOf } from '../class/count-of.ts';
import { changeStudent, classOf, doneTopic, emptyTest } from './folders.ts';
import { countLaunches, launchFloor, levelCosts } from './launches.ts';
import { saveToResult, timeCommand, timeInTurn } from './timing.ts';

const TOPIC = 'echo-service';
const RUNS = 5;
const LAUNCHES = 20;
const LEVELS: readonly Isolation[] = ['none', 'node', 'bubblewrap'];

const USAGE = `Usage: pnpm bench [--students N]

Measures how long a student's test run, a launch, and a class of N students take, each against its floor.

  --students N  how many students the class has   (10)
  --help

Exit code: 0; 2 bad usage.`;

export default command({
  name: 'bench',
  usage: USAGE,
  options: { students: { type: 'string', default: '10' } },
  async run({ flags, courseDirectory }) {
    await bench(courseDirectory, countOf('--students', flags.students));
    return 0;
  },
});

async function bench(repository: string, students: number): Promise<void> {
  const print = (line: string) => console.log(line);
  const folder = join(repository, '.grade', 'bench');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const topicDirectory = join(repository, 'packages', TOPIC);
  const chosen = await chooseIsolation('auto', join(repository, '.grade', 'self-test.json'));

  print(
    `A student's test run of ${TOPIC}, all passing, against a bare "vitest run" of one empty test (median of ${RUNS}):`,
  );
  const kitMain = join(repository, 'packages/kit/commands/main.ts');
  const testCommand = [kitMain, 'test', '.'];
  const done = await doneTopic(topicDirectory, folder);
  const bare = { args: [vitestPath(), 'run'], cwd: await emptyTest(folder) };
  const student = await timeInTurn({ args: testCommand, cwd: done }, bare, RUNS);
  print(`  ${seconds(student.a)} against ${seconds(student.b)}: ratio ${student.ratio.toFixed(2)} (aim: at most 3)`);

  print(`\nSave to result, watch: a save of the server, against a run of its checks alone (median of ${RUNS}):`);
  const { save, plain, ratio } = await saveToResult(testCommand, done, 'server', RUNS);
  print(
    `  ${seconds(save)} against ${seconds(plain)}: ratio ${ratio.toFixed(2)} (aim: less than a second, at most 0.5)`,
  );

  print(`\n"pnpm progress" of this course, against a Node that does nothing (median of ${RUNS}):`);
  const here = (...args: string[]) => ({ args, cwd: repository });
  const progress = await timeInTurn(here(kitMain, 'progress'), here('-e', '0'), RUNS);
  print(`  ${seconds(progress.a)} against ${seconds(progress.b)}: ratio ${progress.ratio.toFixed(2)} (aim: 0.30 s)`);

  const levels = chosen.isolation === 'bubblewrap' ? LEVELS : LEVELS.filter((level) => level !== 'bubblewrap');
  print('\nA launch of an empty program, at each level of isolation that works here:');
  for (const { level, ms, ratio } of await levelCosts(levels, LAUNCHES)) {
    print(`  ${level}: ${ms.toFixed(1)} ms, ratio to none ${ratio.toFixed(2)}`);
  }

  const submissions = join(folder, 'class');
  await classOf(students, topicDirectory, TOPIC, submissions);
  const out = join(folder, 'grades');
  const main = join(repository, 'grader/main.ts');
  const always = ['--quiet', '--topic', TOPIC, '--submissions', submissions, '--out', out];
  const grade = (...flags: string[]) => timeCommand(here(main, 'grade', ...always, ...flags));
  const launches = students * (await countLaunches(topicDirectory, folder));
  print(`\nA class of ${students} × ${TOPIC} against its floor, ${launches} plain launches of an empty program:`);
  const cores = availableParallelism();
  const floor = await launchFloor(launches, cores);
  const first = await grade('--force');
  print(`  ${seconds(first)} against ${seconds(floor)}: ratio ${(first / floor).toFixed(2)} (aim, later: at most 1.5)`);

  print('\nThe same class again:');
  const again = await grade();
  print(`  nothing changed: ${seconds(again)}, ratio to the first ${(again / first).toFixed(3)}`);
  await changeStudent(1, TOPIC, submissions);
  const changed = await grade();
  print(`  one student changed: ${seconds(changed)}, ratio to the first ${(changed / first).toFixed(3)}`);
}

function vitestPath(): string {
  return join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
}

const seconds = (value: number): string => `${value.toFixed(2)} s`;
