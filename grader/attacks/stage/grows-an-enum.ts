import { join } from 'node:path';
import type { SubmissionAttack } from '../attack.ts';
import { compileAlone, wasCompiled } from '../compiler/compile-alone.ts';
import { ALONE_PATH, put } from '../course/alone-program.ts';

const LAYER = 'compiler in a process with limits';

export const attack: SubmissionAttack = {
  tries: 'has the compiler work out an enum that doubles a text again and again: 1 KB become terabytes',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'esbuild alone, and doubled 20 times only',
  submit: (classFolder, student) => put(join(classFolder, student), ALONE_PATH, doubling(40)),
  evidence: wasCompiled,
  control: async () => compileAlone(doubling(20), 16),
};

function doubling(times: number): string {
  const members = Array.from({ length: times }, (_, n) => `B${n + 1} = B${n} + B${n}`);
  return `enum E { B0 = 'aaaaaaaaaaaaaaaa', ${members.join(', ')} }\nconsole.log(E.B${times});\n`;
}
