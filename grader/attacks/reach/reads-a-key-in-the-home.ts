import type { ProgramAttack } from '../attack.ts';
import { printedTheSecret } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'reads a key in the home of whoever grades',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: ({ key }) => `
import { readFileSync } from 'node:fs';
console.log(readFileSync(${JSON.stringify(key)}, 'utf8'));
`,
  evidence: printedTheSecret,
};
