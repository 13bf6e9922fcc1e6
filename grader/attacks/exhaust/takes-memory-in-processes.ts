import type { ProgramAttack } from '../attack.ts';
import { RAW_THREAD } from '../bait/raw-thread.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'takes more memory than it may, shared out among processes',
  stoppedBy: {
    bubblewrap: 'memory watch',
    node: 'the guard of its threads',
  },
  without: 'wide limits',
  workers: true,
  limits: { memoryMiB: 128 },
  program: () => `
${RAW_THREAD}
const taker = 'const taken = Buffer.alloc(70 * 1024 * 1024, 1); setTimeout(() => taken.length, 3_000)';
const code = 'for (let n = 0; n < 3; n++) require("node:child_process").spawn(process.execPath, ["-e", ' + JSON.stringify(taker) + '])';
rawThread(code);
setTimeout(() => console.log('had 200 MiB for 2 s'), 2_000); // the watch looks every so often: what counts is what is kept
`,
  evidence: printed(/had 200 MiB for 2 s/),
};
