import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackNaively } from '../archives/unpack-naively.ts';
import { zip } from '../archives/zip.ts';
import type { SubmissionAttack } from '../attack.ts';
import { ALONE_PATH, SAYS_HELLO } from '../course/alone-program.ts';
import { wasAccepted } from '../evidence.ts';

const MIB = 1024 * 1024;
/** What an archive may unpack to (DESIGN §7), in bytes. */
const LIMIT = 16 * MIB;

const LAYER = 'collection: 16 MiB unpacked';

export const attack: SubmissionAttack = {
  tries: 'hands in a .zip of 100 KiB that unpacks to 100 MiB',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'unpacked without a limit',
  submit: (classFolder, student) => writeFileSync(join(classFolder, `${student}.zip`), bomb()),
  evidence: wasAccepted,
  async control({ folder }) {
    const unpacked = unpackNaively(bomb(), folder);
    return unpacked > LIMIT ? `${Math.floor(unpacked / MIB)} MiB on the disk` : undefined;
  },
};

function bomb(): Buffer {
  return zip([
    { name: ALONE_PATH, content: SAYS_HELLO },
    { name: 'notes.txt', content: Buffer.alloc(100 * MIB) },
  ]);
}
