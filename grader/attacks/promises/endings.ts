import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { atEveryLevel, type Evidence, type SubmissionAttack } from '../attack.ts';
import { handsIn, put } from '../course/submission.ts';
import { endedInError } from '../evidence.ts';

/** As shells report SIGKILL, and a command that is found and cannot be started (POSIX.1-2024, XCU 2.8.2). */
const [KILLED, NOT_STARTED] = [137, 126];
/** Of two endings that are alike, each comes among so many. */
const TRIES = 20;

export const attacks: Record<string, SubmissionAttack> = {
  'kills-itself': passesForTheMachine('kills itself', "process.kill(process.pid, 'SIGKILL');\n"),
  'kills-itself-once-in-two': passesForTheMachine(
    'kills itself once in two launches, so that the second is another',
    `if (Math.random() < 0.5) process.kill(process.pid, 'SIGKILL');\nconsole.log('hello');\n`,
  ),
  'aborts-itself': passesForTheMachine('aborts', 'process.abort();\n'),
  'exits-with-137': passesForTheMachine('exits as if it were killed', `process.exit(${KILLED});\n`),
  'speaks-like-a-launcher': passesForTheMachine(
    'ends as if it had not been started',
    `console.error('prlimit: failed to execute /usr/bin/node: Cannot allocate memory');\nprocess.exit(${NOT_STARTED});\n`,
  ),
};

/** An attack on graders that take every signal for the machine's: the job ends in error, and the class has no gradebook to hand out. */
function passesForTheMachine(tries: string, program: string): SubmissionAttack {
  return {
    tries: `${tries}, so that the machine is blamed and the run fails`,
    stoppedBy: atEveryLevel('evidence of the machine'),
    without: 'every signal is the machine’s',
    submit: handsIn(program),
    evidence: endedInError,
    async control({ folder }): Promise<Evidence> {
      put(folder, 'program.mjs', program);
      for (let tried = 0; tried < TRIES; tried++) {
        const { status, signal } = spawnSync(process.execPath, [join(folder, 'program.mjs')]);
        if (signal !== null || status === KILLED || status === NOT_STARTED) return `error: ${signal ?? status}`;
      }
      return undefined;
    },
  };
}
