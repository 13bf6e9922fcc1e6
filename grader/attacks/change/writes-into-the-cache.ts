import type { ProgramAttack } from '../attack.ts';
import { holds } from '../bait/world.ts';

export const attack: ProgramAttack = {
  tries: 'puts a file among the results that later runs replay',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: ({ repository, token }) => `
import { mkdirSync, writeFileSync } from 'node:fs';
const cache = ${JSON.stringify(`${repository}/.grade/cache`)};
mkdirSync(cache, { recursive: true });
writeFileSync(cache + '/0123456789abcdef-meta.json', '${token}');
`,
  evidence: ({ bait }) =>
    holds(`${bait.repository}/.grade/cache/0123456789abcdef-meta.json`, bait.token) ? 'a file in the cache' : undefined,
};
