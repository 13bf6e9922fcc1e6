import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'opens more files than it may',
  stoppedBy: {
    bubblewrap: 'RLIMIT_NOFILE',
    node: 'RLIMIT_NOFILE',
  },
  without: 'wide limits',
  limits: { descriptors: 64 },
  program: () => `
import { openSync } from 'node:fs';
for (let n = 0; n < 200; n++) openSync(import.meta.filename);
console.log('opened 200 files');
`,
  evidence: printed(/opened 200 files/),
};
