import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SubmissionAttack } from '../attack.ts';
import { holds } from '../bait/world.ts';
import { ALONE_PATH, put, SAYS_HELLO } from '../course/alone-program.ts';
import { HONEST } from '../course/hostile-course.ts';
import { gotPoints } from '../evidence.ts';

export const attack: SubmissionAttack = {
  tries: 'hands in a link to the program of another student',
  stoppedBy: { bubblewrap: 'collection: regular files only', node: 'collection: regular files only' },
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
  const path = join(classFolder, student, ALONE_PATH);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join(classFolder, HONEST, ALONE_PATH), path);
}
