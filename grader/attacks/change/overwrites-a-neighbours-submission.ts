import type { ProgramAttack } from '../attack.ts';
import { holds } from '../bait/world.ts';

export const attack: ProgramAttack = {
  tries: 'overwrites what another student has handed in',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: ({ repository, token }) => `
import { appendFileSync } from 'node:fs';
appendFileSync(${JSON.stringify(`${repository}/examples/class/honest/packages/alone/src/program.ts`)}, '// ${token}\\n');
`,
  evidence: ({ bait }) =>
    holds(`${bait.repository}/examples/class/honest/packages/alone/src/program.ts`, bait.token)
      ? 'another’s program is changed'
      : undefined,
};
