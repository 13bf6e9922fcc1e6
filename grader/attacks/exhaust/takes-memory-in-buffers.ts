import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'takes more memory than it may, outside the heap',
  stoppedBy: {
    bubblewrap: 'memory watch',
    node: 'memory watch',
  },
  without: 'wide limits',
  limits: { memoryMiB: 128 },
  program: () => `
const taken = Buffer.alloc(200 * 1024 * 1024, 1);
setTimeout(() => console.log('had 200 MiB for 2 s'), 2_000); // the watch looks every so often: what counts is what is kept
process.on('exit', () => taken.length);
`,
  evidence: printed(/had 200 MiB for 2 s/),
};
