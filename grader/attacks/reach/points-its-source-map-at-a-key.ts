import type { ProgramAttack } from '../attack.ts';
import { printedTheSecret } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'has a source map name a key as its source: an error shows that line',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: ({ key }) => `
import Module from 'node:module';
const map = { version: 3, sources: [${JSON.stringify(`file://${encodeURI(key)}`)}], names: [], mappings: 'AAAA' };
const code = 'throw new Error()\\n//# sourceMappingURL=data:application/json;base64,' + btoa(JSON.stringify(map));
new Module('/app/x.cjs')._compile(code, '/app/x.cjs');
`,
  evidence: printedTheSecret,
};
