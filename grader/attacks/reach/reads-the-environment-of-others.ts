import type { ProgramAttack } from '../attack.ts';
import { printedTheSecret } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'reads the environment of every process that it finds, tokens and all',
  stoppedBy: {
    bubblewrap: 'own pid namespace, empty environments',
    node: 'Node permissions',
  },
  without: 'level none',
  program: () => `
import { readdirSync, readFileSync } from 'node:fs';
for (const pid of readdirSync('/proc').filter((name) => /^\\d+$/.test(name))) {
  try {
    const found = /secret-[0-9a-f]+/.exec(readFileSync('/proc/' + pid + '/environ', 'utf8'));
    if (found) console.log(found[0]);
  } catch {
    // Not one of ours.
  }
}
`,
  evidence: printedTheSecret,
};
