import type { ProgramAttack } from '../attack.ts';
import { wroteInTheHome } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'has Node’s own SQLite write a file where it likes',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: ({ drop, token }) => `
const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
new DatabaseSync(${JSON.stringify(drop)}).exec("CREATE TABLE t AS SELECT '${token}' AS word");
`,
  evidence: wroteInTheHome,
};
