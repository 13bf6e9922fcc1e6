import type { ProgramAttack } from '../attack.ts';
import { printedTheSecret } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'starts a worker with flags of its own, which drops Node’s permissions',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
  },
  without: 'level none',
  workers: true,
  program: ({ key }) => `
import { Worker } from 'node:worker_threads';
const code = 'console.log(require("node:fs").readFileSync(' + JSON.stringify(${JSON.stringify(key)}) + ', "utf8"))';
new Worker(code, { eval: true, execArgv: [] }).on('error', (error) => console.log(error.message));
`,
  evidence: printedTheSecret,
};
