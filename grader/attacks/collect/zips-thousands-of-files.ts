import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackNaively } from '../archives/unpack-naively.ts';
import { zip } from '../archives/zip.ts';
import type { SubmissionAttack } from '../attack.ts';
import { ALONE_PATH, SAYS_HELLO } from '../course/alone-program.ts';
import { wasAccepted } from '../evidence.ts';

/** DESIGN §7: 200 files a submission. */
const FILES = 5_000;
const LAYER = 'collection: 200 files a submission';

export const attack: SubmissionAttack = {
  tries: `hands in a .zip with ${FILES} empty files`,
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'unpacked without a limit',
  submit: (classFolder, student) => writeFileSync(join(classFolder, `${student}.zip`), bomb()),
  evidence: wasAccepted,
  async control({ folder }) {
    unpackNaively(bomb(), folder);
    return `${readdirSync(join(folder, 'notes')).length} files on the disk`;
  },
};

function bomb(): Buffer {
  const empty = Array.from({ length: FILES }, (_, index) => ({ name: `notes/${index}.txt`, content: '' }));
  return zip([{ name: ALONE_PATH, content: SAYS_HELLO }, ...empty]);
}
