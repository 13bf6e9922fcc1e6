import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { unpackNaively } from '../archives/unpack-naively.ts';
import { zip } from '../archives/zip.ts';
import type { SubmissionAttack } from '../attack.ts';
import type { Bait } from '../bait/bait.ts';
import { ALONE_PATH, SAYS_HELLO } from '../course/alone-program.ts';
import { wasAccepted, wroteInTheHome } from '../evidence.ts';

const LAYER = 'collection: no path leads out';

export const attack: SubmissionAttack = {
  tries: 'hands in a .zip with a file whose path leads out of it (zip slip)',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'unpacked where the names say',
  submit: (classFolder, student, bait) => writeFileSync(join(classFolder, `${student}.zip`), hostileZip(bait)),
  evidence: (seen) => wroteInTheHome(seen) ?? wasAccepted(seen),
  async control({ folder, world }) {
    const bait = world.baitFor('zip-slip', folder);
    unpackNaively(hostileZip(bait), join(folder, 'x'));
    return world.wasWritten(bait) ? 'a file in the instructor’s home' : undefined;
  },
};

/** As many levels up as any unpacking folder has, and then down again from the root. */
function hostileZip({ drop, token }: Bait): Buffer {
  return zip([
    { name: ALONE_PATH, content: SAYS_HELLO },
    { name: `${'../'.repeat(16)}${relative('/', drop)}`, content: token },
  ]);
}
