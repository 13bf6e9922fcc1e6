import type { ProgramAttack } from '../attack.ts';
import { RAW_THREAD } from '../bait/raw-thread.ts';
import { printedTheSecret } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'starts a worker with flags of its own, which drops Node’s permissions',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'the guard of its threads',
  },
  without: 'level none',
  workers: true,
  program: ({ key }) => `
${RAW_THREAD}
const code = 'const fs = require("node:fs"); fs.writeSync(1, fs.readFileSync(' + JSON.stringify(${JSON.stringify(key)}) + '))';
rawThread(code);
`,
  evidence: printedTheSecret,
};
