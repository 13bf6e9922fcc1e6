import type { ProgramAttack } from '../attack.ts';
import { gotPoints } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'notes down what a check told it, for a launch that is told nothing',
  stoppedBy: {
    bubblewrap: 'a fresh /tmp for each launch',
    node: 'Node permissions',
  },
  without: 'level none',
  program: ({ token }) => `
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
const { word } = parseArgs({ options: { word: { type: 'string' } } }).values;
for (const folder of ['/tmp', '/dev/shm', '/var/tmp', '.']) {
  try {
    if (word) writeFileSync(folder + '/${token}', word);
    else console.log(readFileSync(folder + '/${token}', 'utf8'));
  } catch (error) {
    console.log(error.code);
  }
}
`,
  evidence: gotPoints,
};
