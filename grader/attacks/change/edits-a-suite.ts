import type { ProgramAttack } from '../attack.ts';
import { holds } from '../bait/world.ts';

export const attack: ProgramAttack = {
  tries: 'edits the hidden suite of its topic',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: ({ repository, token }) => `
import { appendFileSync } from 'node:fs';
appendFileSync(${JSON.stringify(`${repository}/packages/together/hidden/suite.test.ts`)}, '// ${token}\\n');
`,
  evidence: ({ bait }) =>
    holds(`${bait.repository}/packages/together/hidden/suite.test.ts`, bait.token) ? 'the suite is changed' : undefined,
};
