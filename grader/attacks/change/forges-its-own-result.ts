import type { ProgramAttack } from '../attack.ts';
import { RAW_THREAD } from '../bait/raw-thread.ts';
import { gotPoints } from '../evidence.ts';

/** Waits for the result that the job writes, and has every check of it passed. It gives up after 20 s. */
const FORGER = `
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const places = ['/..', '/../..'].map((up) => process.argv[2] + up + '/result.json');
const end = Date.now() + 20_000;
let result;
while (!result && Date.now() < end) result = places.find((place) => existsSync(place));
if (result) writeFileSync(result, readFileSync(result, 'utf8').replaceAll('"failed"', '"passed"'));
`;

export const attack: ProgramAttack = {
  tries: 'leaves a process behind that changes the result as soon as it is written',
  stoppedBy: { bubblewrap: 'own pid and mount namespaces', node: 'the guard of its threads' },
  without: 'level none',
  alone: true,
  program: ({ token }) => `
${RAW_THREAD}
const args = ['-e', ${JSON.stringify(FORGER)}, '${token}', process.cwd()];
const options = JSON.stringify({ detached: true, stdio: 'ignore' });
const code = 'require("node:child_process").spawn(process.execPath, ' + JSON.stringify(args) + ', ' + options + ').unref()';
rawThread(code);
`,
  evidence: gotPoints,
};
