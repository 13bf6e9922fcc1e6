import type { ProgramAttack } from '../attack.ts';
import { wroteInTheHome } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'has Node write a diagnostic report where it likes',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: ({ drop, token }) => `
process.report.writeReport(${JSON.stringify(drop)}, new Error('${token}'));
`,
  evidence: wroteInTheHome,
};
