import type { ProgramAttack } from '../attack.ts';
import { gotPoints } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'changes its own file, so that the next launch runs other code',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: () => `
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
const { word = '' } = parseArgs({ options: { word: { type: 'string' } } }).values;
if (word) writeFileSync(import.meta.filename, 'console.log(' + JSON.stringify(word) + ')');
`,
  evidence: gotPoints,
};
