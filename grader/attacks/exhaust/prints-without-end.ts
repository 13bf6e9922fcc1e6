import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'prints more than it may',
  stoppedBy: {
    bubblewrap: 'output limit',
    node: 'output limit',
  },
  without: 'wide limits',
  limits: { outputMiB: 1 },
  program: () => `
for (let n = 0; n < 48; n++) process.stdout.write('x'.repeat(64 * 1024));
process.stdout.write('printed 3 MiB', () => process.exit());
`,
  evidence: printed(/printed 3 MiB/),
};
