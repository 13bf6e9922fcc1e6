import type { ProgramAttack } from '../attack.ts';
import { gotPoints } from '../evidence.ts';

/** Waits for the result that the job writes, and has every check of it passed. It gives up after 20 s. */
const FORGER = `
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const result = process.argv[2] + '/../result.json';
const end = Date.now() + 20_000;
while (!existsSync(result) && Date.now() < end);
writeFileSync(result, readFileSync(result, 'utf8').replaceAll('"failed"', '"passed"'));
`;

export const attack: ProgramAttack = {
  tries: 'leaves a process behind that changes the result as soon as it is written',
  stoppedBy: { bubblewrap: 'own pid and mount namespaces', node: 'Node permissions' },
  without: 'level none',
  alone: true,
  program: ({ token }) => `
import { spawn } from 'node:child_process';
const args = ['-e', ${JSON.stringify(FORGER)}, '${token}', process.cwd()];
spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref();
`,
  evidence: gotPoints,
};
