import type { ProgramAttack } from '../attack.ts';
import { RAW_THREAD } from '../bait/raw-thread.ts';
import { printedTheSecret } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'starts a program of the system from a worker that dropped Node’s permissions',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'the guard of its threads',
  },
  without: 'level none',
  workers: true,
  program: ({ key }) => `
${RAW_THREAD}
const command = 'cat ' + JSON.stringify(${JSON.stringify(key)});
const code = 'require("node:child_process").execSync(' + JSON.stringify(command) + ', { stdio: ["ignore", 1, 2] })';
rawThread(code);
`,
  evidence: printedTheSecret,
};
