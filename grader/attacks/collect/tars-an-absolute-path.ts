import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tarGz } from '../archives/tar.ts';
import type { SubmissionAttack } from '../attack.ts';
import type { Bait } from '../bait/bait.ts';
import { ALONE_PATH, SAYS_HELLO } from '../course/alone-program.ts';
import { wasAccepted, wroteInTheHome } from '../evidence.ts';

const LAYER = 'collection: no absolute path';

export const attack: SubmissionAttack = {
  tries: 'hands in a .tar.gz with a file whose path is absolute',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'tar -xPzf',
  submit: (classFolder, student, bait) => writeFileSync(join(classFolder, `${student}.tar.gz`), hostileTar(bait)),
  evidence: (seen) => wroteInTheHome(seen) ?? wasAccepted(seen),
  async control({ folder, world }) {
    const bait = world.baitFor('tar', folder);
    execFileSync('tar', ['-xPzf', '-'], { cwd: folder, input: hostileTar(bait) });
    return world.wasWritten(bait) ? 'a file in the instructor’s home' : undefined;
  },
};

function hostileTar({ drop, token }: Bait): Buffer {
  return tarGz([
    { name: ALONE_PATH, content: SAYS_HELLO },
    { name: drop, content: token },
  ]);
}
