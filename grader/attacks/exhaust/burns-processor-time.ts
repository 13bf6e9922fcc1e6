import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'computes for longer than it may',
  stoppedBy: {
    bubblewrap: 'processor time of the job',
    node: 'processor time of the job',
  },
  without: 'wide limits',
  alone: true,
  program: () => `
const burnt = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;
while (burnt() < 5);
console.log('computed for 5 s');
`,
  evidence: printed(/computed for 5 s/),
};
