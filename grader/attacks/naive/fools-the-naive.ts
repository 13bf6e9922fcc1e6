import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SubmissionAttack } from '../attack.ts';
import { ALONE_PATH, put } from '../course/alone-program.ts';
import { gotPoints } from '../evidence.ts';

const NAIVE_GRADER = fileURLToPath(new URL('naive-grader-main.ts', import.meta.url));
const LAYER = 'a process of its own, judged by what it does';

/**
 * An attack on graders that load the student's file into their own process: it does nothing of what is asked.
 * @param believed what the naive grader of the control is asked for: a line on stdout, or its exit code
 */
export function foolsTheNaive(tries: string, believed: 'line' | 'exit code', program: string): SubmissionAttack {
  return {
    tries,
    stoppedBy: { bubblewrap: LAYER, node: LAYER },
    without: 'a grader in the same process',
    submit: (classFolder, student) => put(join(classFolder, student), ALONE_PATH, program),
    evidence: gotPoints,
    async control({ folder }) {
      put(folder, 'program.mjs', program);
      const { status, stdout } = spawnSync(process.execPath, [NAIVE_GRADER, join(folder, 'program.mjs')], {
        encoding: 'utf8',
      });
      const isPassed = believed === 'line' ? stdout.includes('RESULT passed') : status === 0;
      return isPassed ? 'passed' : undefined;
    },
  };
}
