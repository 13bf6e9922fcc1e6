import { join } from 'node:path';
import type { SubmissionAttack } from '../attack.ts';
import { ALONE_PATH, put, SAYS_HELLO } from '../course/alone-program.ts';

const ID = '__proto__';
const LAYER = 'records without a prototype';

export const attack: SubmissionAttack = {
  tries: 'is called __proto__, so that its result gets lost, or becomes everybody’s',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'a plain object',
  student: ID,
  submit: (classFolder, student) => put(join(classFolder, student), ALONE_PATH, SAYS_HELLO),
  evidence: ({ score }) => (score === 1 ? undefined : `its result is lost: ${score} points`),
  async control() {
    const grades: Record<string, { score: number }> = {};
    grades[ID] = { score: 1 };
    return Object.keys(grades).length === 0 ? 'its result is lost' : undefined;
  },
};
