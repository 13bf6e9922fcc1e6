import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'takes more memory than it may, as WebAssembly’s',
  stoppedBy: {
    bubblewrap: 'memory watch',
    node: 'memory watch',
  },
  without: 'wide limits',
  limits: { memoryMiB: 128 },
  program: () => `
const PAGE = 65_536; // bytes of a page of WebAssembly
const taken = new WebAssembly.Memory({ initial: (200 * 1024 * 1024) / PAGE });
new Uint8Array(taken.buffer).fill(1);
setTimeout(() => console.log('had 200 MiB for 2 s'), 2_000); // the watch looks every so often: what counts is what is kept
process.on('exit', () => taken.buffer.byteLength);
`,
  evidence: printed(/had 200 MiB for 2 s/),
};
