import type { ProgramAttack } from '../attack.ts';
import { RAW_THREAD } from '../bait/raw-thread.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'writes more than it may into the temporary folder',
  stoppedBy: {
    bubblewrap: 'size of its /tmp',
    node: 'the guard of its threads',
  },
  without: 'wide limits',
  workers: true,
  limits: { tmpMiB: 1 },
  program: ({ token }) => `
${RAW_THREAD}
const code =
  'const fs = require("node:fs"); for (let n = 0; n < 8; n++) fs.writeFileSync("/tmp/${token}" + n, Buffer.alloc(500_000));' +
  'fs.writeSync(1, "wrote 4 MB"); for (let n = 0; n < 8; n++) fs.rmSync("/tmp/${token}" + n);';
rawThread(code);
`,
  evidence: printed(/wrote 4 MB/),
};
