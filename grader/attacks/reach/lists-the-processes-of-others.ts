import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'lists the processes of the machine: jobs of others, paths, flags',
  stoppedBy: {
    bubblewrap: 'own pid namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: () => `
import { readdirSync, readFileSync } from 'node:fs';
for (const pid of readdirSync('/proc').filter((name) => /^\\d+$/.test(name))) {
  const command = readFileSync('/proc/' + pid + '/cmdline', 'utf8');
  if (command.includes('job-main')) console.log('sees the job ' + pid);
}
`,
  evidence: printed(/sees the job \d+/),
};
