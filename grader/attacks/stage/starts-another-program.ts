import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { SubmissionAttack } from '../attack.ts';
import { ALONE_PATH, put } from '../course/alone-program.ts';

const PROGRAM = `import { execFileSync } from 'node:child_process';
console.log(execFileSync(process.execPath, ['-p', '6 * 7'], { encoding: 'utf8' }), 'by another program');
`;
const LAYER = 'import rules: the syntax tree';

export const attack: SubmissionAttack = {
  tries: 'starts another program',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'launched as it is',
  submit: (classFolder, student) => put(join(classFolder, student), ALONE_PATH, PROGRAM),
  evidence: ({ words }) => (words.includes('node:child_process') ? undefined : 'not refused'),
  async control({ folder }) {
    put(folder, 'program.mts', PROGRAM);
    const printed = execFileSync(process.execPath, [join(folder, 'program.mts')], { encoding: 'utf8' });
    return printed.includes('42') ? 'the other program ran' : undefined;
  },
};
