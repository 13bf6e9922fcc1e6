import type { ProgramAttack } from '../attack.ts';
import { printedTheSecret } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'reads the hidden suites of its topic, as they lie on the disk',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: ({ repository }) => `
import { readdirSync, readFileSync } from 'node:fs';
const folder = ${JSON.stringify(`${repository}/packages/together/hidden`)};
for (const name of readdirSync(folder)) console.log(readFileSync(folder + '/' + name, 'utf8'));
`,
  evidence: printedTheSecret,
};
