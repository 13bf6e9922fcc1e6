import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { command } from '@socket-lab/kit/commands/command';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { execa } from 'execa';
import { checkCourse, checkTopics } from '../prove/check-topics.ts';
import type { Counts } from './counts.ts';
import { countTests } from './counts.ts';
import { FORCE_VARIABLE, MACHINE_VARIABLE, runTask } from './task.ts';

const USAGE = `Usage: node grader/main.ts task NAME   (in the folder of a package)

A task of turbo.json, as the scripts of the packages call it: prove (a topic), unit (tests of the kit, or of the grader), course.
"pnpm test" runs them all.`;

export default command({
  name: 'task',
  usage: USAGE,
  options: {},
  words: { one: 'task' },
  run({ words: [name = ''], courseDirectory }) {
    const folder = relative(courseDirectory, process.cwd()); // turbo runs a script in its package's folder
    return runTask((signal) => {
      if (name === 'prove') return prove(courseDirectory, basename(folder), signal);
      if (name === 'unit') return unit(courseDirectory, folder.split(sep).join('/'), signal);
      if (name === 'course') return proveCourse(courseDirectory);
      throw new UsageError(`There is no task "${name}". There are: prove, unit, course.`);
    });
  },
});

/** The task `prove` of a topic: each mutant meets the one check that must catch it, a fifth of the time of all. */
async function prove(courseDirectory: string, topic: string, signal: AbortSignal): Promise<Counts> {
  const machine = process.env[MACHINE_VARIABLE];
  try {
    const { proven, notProven, notTried } = await checkTopics({
      courseDirectory,
      topics: [topic],
      isTask: true,
      workspace: `check-${topic}`, // two topics may be proven at once
      isolation: 'node', // the programs are the course's own
      isElsewhere: process.env.CI === 'true',
      isEveryCheck: false,
      update: false,
      repeat: 1,
      ...(machine !== undefined && { machine }),
      force: process.env[FORCE_VARIABLE] !== undefined,
      signal,
    });
    return { passed: proven, failed: notProven, skipped: notTried };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function proveCourse(courseDirectory: string): Promise<Counts> {
  const { proven, notProven } = checkCourse(courseDirectory);
  return { passed: proven, failed: notProven, skipped: 0 };
}

/** The task `unit`. @param folder the package's, relative to the course: `packages/kit` */
async function unit(courseDirectory: string, folder: string, signal: AbortSignal): Promise<Counts> {
  const directory = await mkdtemp(join(tmpdir(), 'socket-lab-test-'));
  const report = join(directory, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    await execa('vitest', ['run', `${folder}/`, ...reporters], {
      cwd: courseDirectory,
      preferLocal: true,
      stdio: 'inherit',
      reject: false,
      cancelSignal: signal,
    });
    signal.throwIfAborted();
    return countTests(await readFile(report, 'utf8').catch(() => ''));
  } finally {
    await rm(directory, { recursive: true });
  }
}
