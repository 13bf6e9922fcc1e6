import type { ProgramAttack } from '../attack.ts';
import { wroteInTheHome } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'writes a file in the home of whoever grades',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: ({ drop, token }) => `
import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(drop)}, '${token}');
`,
  evidence: wroteInTheHome,
};
