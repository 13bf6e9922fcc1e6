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
createRequire(import.meta.url)(${JSON.stringify(key)});
`,
  evidence: printedTheSecret,
};
