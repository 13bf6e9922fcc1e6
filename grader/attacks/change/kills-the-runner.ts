import type { ProgramAttack } from '../attack.ts';
import { endedInError } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'kills the process that runs the suites',
  stoppedBy: {
    bubblewrap: 'own pid namespace',
  },
  without: 'level none',
  alone: true,
  program: () => `
if (process.ppid > 1) process.kill(process.ppid, 'SIGKILL');
console.log('killed ' + process.ppid);
`,
  evidence: endedInError,
};
