import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'starts more threads than it may',
  stoppedBy: {
    bubblewrap: 'RLIMIT_NPROC in its user namespace',
    node: 'thread watch',
  },
  without: 'wide limits',
  workers: true,
  limits: { threads: 24 },
  program: () => `
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
const threads = Array.from({ length: 30 }, () => new Worker('setTimeout(() => {}, 3_000)', { eval: true }));
for (const thread of threads) thread.on('error', (error) => console.log(error.message));
await Promise.all(threads.map((thread) => once(thread, 'online')));
setTimeout(() => console.log('had 30 threads for 1 s'), 1_000);
`,
  evidence: printed(/had 30 threads for 1 s/),
};
