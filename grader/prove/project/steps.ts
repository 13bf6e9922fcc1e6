import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { execa } from 'execa';
import { proveAttacks } from '../../attacks/attacks-command.ts';
import { checkTopics } from '../check-topics.ts';
import { mutantsOf } from '../mutants/mutants-of.ts';
import { typeErrorsOf } from '../mutants/type-errors.ts';
import { countTests } from './count-tests.ts';

/** How much of a step holds, and how much does not. */
export interface Counts {
  passed: number;
  failed: number;
}

/** One part of the proof of the project. It shows its own output. */
export interface Step {
  title: string;
  run(courseDirectory: string, signal: AbortSignal): Promise<Counts>;
}

/** Everything that proves the project, in the order in which it is run: what is soonest done comes first. */
export const STEPS: Step[] = [
  {
    title: 'Lint and format (biome check .)',
    run: (course, signal) => runTool(course, signal, 'biome', ['check', '.']),
  },
  { title: 'Types (tsc)', run: (course, signal) => runTool(course, signal, 'tsc') },
  { title: 'Types of the mutants (pnpm check --types)', run: runMutantTypes },
  { title: 'Tests of the grader and the kit (vitest run)', run: runVitest },
  { title: 'Attacks on the grader (pnpm attacks)', run: proveAttacks },
  { title: 'Proof of the topics (pnpm check; each mutant by the check that must catch it)', run: runCheck },
];

/** A tool that either has nothing to object or has: it counts as one. */
async function runTool(course: string, signal: AbortSignal, command: string, args: string[] = []): Promise<Counts> {
  const { exitCode } = await tool(course, signal, command, args);
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runMutantTypes(course: string, signal: AbortSignal): Promise<Counts> {
  const errors = await typeErrorsOf(mutantsOf(course), course, signal);
  for (const error of errors) console.log(error);
  return errors.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runVitest(course: string, signal: AbortSignal): Promise<Counts> {
  const directory = await mkdtemp(join(tmpdir(), 'socket-lab-test-'));
  const report = join(directory, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    await tool(course, signal, 'vitest', ['run', ...reporters]);
    return countTests(await readFile(report, 'utf8').catch(() => ''));
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function runCheck(courseDirectory: string, signal: AbortSignal): Promise<Counts> {
  const isolation: Isolation = 'node'; // the programs are the course's own
  const isElsewhere = process.env.CI === 'true';
  const how = { isolation, isElsewhere, isEveryCheck: false, update: false, repeat: 1 };
  const check = { courseDirectory, topics: [], ...how, signal };
  try {
    const { proven, notProven } = await checkTopics(check);
    return { passed: proven, failed: notProven };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return { passed: 0, failed: 1 };
  }
}

/** Runs a tool of the course in its folder; what it prints goes where ours goes. */
function tool(course: string, signal: AbortSignal, command: string, args: string[]) {
  return execa(command, args, {
    cwd: course,
    preferLocal: true,
    stdio: 'inherit',
    reject: false,
    cancelSignal: signal,
  });
}
