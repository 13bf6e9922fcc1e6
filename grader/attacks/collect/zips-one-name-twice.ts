import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackNaively } from '../archives/unpack-naively.ts';
import { zip } from '../archives/zip.ts';
import type { SubmissionAttack } from '../attack.ts';
import { ALONE_PATH, SAYS_HELLO } from '../course/alone-program.ts';
import { wasAccepted } from '../evidence.ts';

const SHOWN = '// what a plagiarism check reads\n';
const LAYER = 'collection: no name twice';

export const attack: SubmissionAttack = {
  tries: 'hands in a .zip with two files of one name: one tool sees the first, another one the second',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'unpacked one after the other',
  submit: (classFolder, student) => writeFileSync(join(classFolder, `${student}.zip`), twins()),
  evidence: wasAccepted,
  async control({ folder }) {
    unpackNaively(twins(), folder);
    return readFileSync(join(folder, ALONE_PATH), 'utf8') === SAYS_HELLO
      ? 'the second file, without a word'
      : undefined;
  },
};

function twins(): Buffer {
  return zip([
    { name: ALONE_PATH, content: SHOWN },
    { name: ALONE_PATH, content: SAYS_HELLO },
  ]);
}
