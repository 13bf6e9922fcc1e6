import type { ProgramAttack } from '../attack.ts';
import { printedTheSecret } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'imports a key as a module: the error shows its first line',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: ({ key }) => `
import { createRequire } from 'node:module';
const path = [${JSON.stringify(key)}].join(); // no rule of imports can see what this is
createRequire(import.meta.url)(path);
`,
  evidence: printedTheSecret,
};
