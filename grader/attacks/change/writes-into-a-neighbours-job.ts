import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'puts a result of its own into the job of another student',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: ({ repository, token }) => `
import { readdirSync, writeFileSync } from 'node:fs';
const jobs = ${JSON.stringify(`${repository}/.grade/class/jobs`)};
for (const job of readdirSync(jobs).filter((name) => name.includes('honest'))) {
  writeFileSync(jobs + '/' + job + '/forged.json', '${token}');
  console.log('wrote into ' + job);
}
`,
  evidence: printed(/wrote into grade-honest-\S+/),
};
