import type { ProgramAttack } from '../attack.ts';
import { RAW_THREAD } from '../bait/raw-thread.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'starts more processes than it may',
  stoppedBy: {
    bubblewrap: 'RLIMIT_NPROC in its user namespace',
    node: 'the guard of its threads',
  },
  without: 'wide limits',
  workers: true,
  limits: { threads: 24 },
  program: () => `
${RAW_THREAD}
const waits = ['-e', 'console.log("a process more"); setTimeout(() => {}, 2_000)'];
const code =
  'for (let n = 0; n < 4; n++) require("node:child_process").spawn(process.execPath, ' + JSON.stringify(waits) +
  ', { stdio: ["ignore", 1, 2] })';
rawThread(code);
`,
  evidence: printed(/(?:a process more\s+){4}/),
};
