import type { ProgramAttack } from '../attack.ts';
import { RAW_THREAD } from '../bait/raw-thread.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'makes files without end, each of them empty',
  stoppedBy: {
    bubblewrap: 'number of files in its /tmp',
    node: 'the guard of its threads',
  },
  without: 'wide limits',
  workers: true,
  limits: { tmpMiB: 1 },
  program: ({ token }) => `
${RAW_THREAD}
const code =
  'const fs = require("node:fs"); const at = "/tmp/${token}"; fs.mkdirSync(at);' +
  'for (let n = 0; n < 100_000; n++) fs.closeSync(fs.openSync(at + "/" + n, "w"));' +
  'fs.writeSync(1, "made 100000 files"); fs.rmSync(at, { recursive: true });';
rawThread(code);
`,
  evidence: printed(/made 100000 files/),
};
