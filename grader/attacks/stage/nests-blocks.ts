import { join } from 'node:path';
import type { SubmissionAttack } from '../attack.ts';
import { compileAlone, wasCompiled } from '../compiler/compile-alone.ts';
import { ALONE_PATH, put } from '../course/alone-program.ts';

const LAYER = 'compiler in a process with limits';

export const attack: SubmissionAttack = {
  tries: 'nests blocks so deep that the compiler’s indentation alone fills the disk',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'esbuild alone, and 3,000 deep only',
  submit: (classFolder, student) => put(join(classFolder, student), ALONE_PATH, nested(30_000)),
  evidence: wasCompiled,
  control: async () => compileAlone(nested(3_000), 16),
};

function nested(depth: number): string {
  return `${'{'.repeat(depth)}console.log(1)${'}'.repeat(depth)}\n`;
}
