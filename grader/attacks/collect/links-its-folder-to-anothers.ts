import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { SubmissionAttack } from '../attack.ts';
import { holds } from '../bait/world.ts';
import { ALONE_PATH, put, SAYS_HELLO } from '../course/alone-program.ts';
import { HONEST } from '../course/hostile-course.ts';
import { gotPoints } from '../evidence.ts';

export const attack: SubmissionAttack = {
  tries: 'hands in a folder that is a link into the folder of another student',
  stoppedBy: { bubblewrap: 'collection: no link on the way', node: 'collection: no link on the way' },
  without: 'copied as cp -rL does',
  submit,
  evidence: gotPoints,
  async control({ folder }) {
    put(join(folder, HONEST), ALONE_PATH, SAYS_HELLO);
    submit(folder, 'thief');
    cpSync(join(folder, 'thief'), join(folder, 'copy'), { recursive: true, dereference: true });
    return holds(join(folder, 'copy', ALONE_PATH), SAYS_HELLO) ? 'another’s program, as its own' : undefined;
  },
};

function submit(classFolder: string, student: string): void {
  mkdirSync(join(classFolder, student), { recursive: true });
  symlinkSync(join('..', HONEST, 'packages'), join(classFolder, student, 'packages'));
}
