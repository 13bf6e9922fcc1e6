import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { SubmissionAttack } from '../attack.ts';
import { ALONE_PATH, put, SAYS_HELLO } from '../course/alone-program.ts';

const ID = '@SUM+1';
const LAYER = 'reports: no cell starts a formula';

export const attack: SubmissionAttack = {
  tries: 'has an id that a spreadsheet computes',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'a plain CSV',
  student: ID,
  submit: (classFolder, student) => put(join(classFolder, student), ALONE_PATH, SAYS_HELLO),
  evidence: ({ reports }) => formulaIn(reports),
  control: async () => formulaIn(stringify([[ID, 1]])),
};

function formulaIn(csv: string): string | undefined {
  return /^"?@SUM\+1"?,.*$/m.exec(csv)?.[0];
}
