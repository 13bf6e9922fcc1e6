import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'takes more memory than it may, shared out among threads',
  stoppedBy: {
    bubblewrap: 'memory watch',
    node: 'memory watch',
  },
  without: 'wide limits',
  workers: true,
  limits: { memoryMiB: 128 },
  program: () => `
import { Worker } from 'node:worker_threads';
const code = 'const taken = Buffer.alloc(50 * 1024 * 1024, 1); setTimeout(() => taken.length, 3_000)';
for (let thread = 0; thread < 4; thread++) new Worker(code, { eval: true }).on('error', (error) => console.log(error.message));
setTimeout(() => console.log('had 200 MiB for 2 s'), 2_000); // the watch looks every so often: what counts is what is kept
`,
  evidence: printed(/had 200 MiB for 2 s/),
};
