import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'takes more memory than it may, in texts',
  stoppedBy: {
    bubblewrap: 'memory watch',
    node: 'memory watch',
  },
  without: 'wide limits',
  limits: { memoryMiB: 128 },
  program: () => `
const taken = []; // flat texts: what is only joined takes no memory yet
for (let mib = 0; mib < 200; mib++) taken.push(Array.from({ length: 8 }, (_, n) => mib + n / 7).join().padEnd(1_000_000, String(mib)).normalize());
setTimeout(() => console.log('had 200 MiB for 2 s'), 2_000); // the watch looks every so often: what counts is what is kept
process.on('exit', () => taken.length);
`,
  evidence: printed(/had 200 MiB for 2 s/),
};
