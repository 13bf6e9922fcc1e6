import type { ProgramAttack } from '../attack.ts';
import { printedTheSecret } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'starts a program of the system from a worker that dropped Node’s permissions',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
  },
  without: 'level none',
  workers: true,
  program: ({ key }) => `
import { Worker } from 'node:worker_threads';
const command = 'cat ' + JSON.stringify(${JSON.stringify(key)});
const code = 'console.log(require("node:child_process").execSync(' + JSON.stringify(command) + ', { encoding: "utf8" }))';
new Worker(code, { eval: true, execArgv: [] }).on('error', (error) => console.log(error.message));
`,
  evidence: printedTheSecret,
};
