import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { readyLine } from '@socket-lab/kit/program/ready-line';
import { type Attack, atEveryLevel, type Evidence, type SubmissionAttack } from '../attack.ts';
import { handsIn, put } from '../course/submission.ts';
import { gotPoints } from '../evidence.ts';

const NAIVE_GRADER = fileURLToPath(new URL('../naive-grader-main.ts', import.meta.url));
/** One line that begins a ready line again and again: a pattern that looks for its end each time takes hours. */
const BEGINS_TO_BE_READY = 'Starting up echo server on '.repeat(200_000);
const READY = 'Starting up echo server on HOST port PORT';
const NAIVELY_READY = String.raw`Starting up echo server on (.*?) port (\d+)`;
/** One line of 32 MiB, all that a program may print. It begins the words of a check again and again, and never ends. */
const BEGINS_TO_MATCH = 'Time = '.repeat((32 * 1024 * 1024) / 'Time = '.length);
const MATCH_IN_TIME = new URL(import.meta.resolve('@socket-lab/kit/failure/match-in-time'));
/** Ten times what a search may take, and a hundred times what a pattern takes that reads once; in milliseconds. */
const PATIENCE_MS = 10_000;

export const attacks: Record<string, Attack> = {
  'prints-the-words-of-the-grader': foolsTheNaive(
    'prints what graders print when a test passes, in every way that is known',
    'line',
    `
const id = 'program/says-hello';
console.log('RESULT passed');
console.log(JSON.stringify({ schemaVersion: 1, topic: 'alone', checks: { [id]: { status: 'passed', durationMs: 1 } } }));
console.log(JSON.stringify({ result: { checks: { [id]: { status: 'passed', score: 1 } } } }));
console.log('ok 1 - says hello\\n1..1\\n# pass 1\\n ✓ says hello\\n Tests  1 passed (1)');
console.log('::set-output name=score::100\\n##teamcity[testFinished name="says hello"]');
console.error('graded');
`,
  ),
  'exits-early-with-0': foolsTheNaive(
    'exits with 0 before anything is asserted',
    'exit code',
    `
process.exit(0);
`,
  ),
  'hooks-the-exit': foolsTheNaive(
    'changes the exit code in the last moment',
    'exit code',
    `
process.on('exit', () => {
  process.exitCode = 0;
});
`,
  ),
  'patches-the-assertions': foolsTheNaive(
    'replaces the assertions by ones that always hold',
    'line',
    `
import assert from 'node:assert';
for (const name of Object.keys(assert)) {
  if (typeof assert[name] === 'function') assert[name] = () => {};
}
Object.is = () => true;
`,
  ),
  'pollutes-the-prototypes': foolsTheNaive(
    'has every object be passed',
    'line',
    `
Object.prototype.passed = true;
Object.prototype.status = 'passed';
Object.prototype.score = 1;
`,
  ),
  'has-its-ready-line-read-for-hours': {
    tries: 'prints a line that the grader reads again and again while nobody watches its memory',
    stoppedBy: atEveryLevel('ready lines: patterns that read once'),
    without: 'a pattern with no limit',
    async attempt(guarded) {
      const pattern = guarded ? readyLine(READY).source : NAIVELY_READY;
      const isRead = await endsInTime(`new RegExp(${JSON.stringify(pattern)}).test(line);`, BEGINS_TO_BE_READY);
      return isRead ? undefined : `still reading after ${PATIENCE_MS / 1000} s`;
    },
  },
  'makes-a-check-search-for-hours': {
    tries: 'prints a line that the pattern of a check begins to match everywhere, while nobody watches its memory',
    stoppedBy: atEveryLevel('a second for each search'),
    without: 'the same pattern with no limit',
    async attempt(guarded) {
      const search = guarded
        ? `import { matchInTime } from ${JSON.stringify(MATCH_IN_TIME)}; try { matchInTime(pattern, line); } catch {}`
        : 'pattern.test(line);';
      const isDone = await endsInTime(`const pattern = /Time = .*\\n/; ${search}`, BEGINS_TO_MATCH);
      return isDone ? undefined : `still searching after ${PATIENCE_MS / 1000} s`;
    },
  },
};

/**
 * An attack on graders that load the student's file into their own process: it does nothing of what is asked.
 * @param believed what the naive grader of the control is asked for: a line on stdout, or its exit code
 */
function foolsTheNaive(tries: string, believed: 'line' | 'exit code', program: string): SubmissionAttack {
  return {
    tries,
    stoppedBy: atEveryLevel('a process of its own, judged by what it does'),
    without: 'a grader in the same process',
    submit: handsIn(program),
    evidence: gotPoints,
    async control({ folder }): Promise<Evidence> {
      put(folder, 'program.mjs', program);
      const { status, stdout } = spawnSync(process.execPath, [NAIVE_GRADER, join(folder, 'program.mjs')], {
        encoding: 'utf8',
      });
      const isPassed = believed === 'line' ? stdout.includes('RESULT passed') : status === 0;
      return isPassed ? 'passed' : undefined;
    },
  };
}

/** Runs a module with a text named `line` in a thread of its own. It is ended when its time is up. */
async function endsInTime(code: string, line: string): Promise<boolean> {
  const module = `import { parentPort, workerData as line } from 'node:worker_threads'; ${code} parentPort.postMessage(1);`;
  const reader = new Worker(new URL(`data:text/javascript,${encodeURIComponent(module)}`), { workerData: line });
  const isDone = await once(reader, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    () => true,
    () => false,
  );
  await reader.terminate();
  return isDone;
}
