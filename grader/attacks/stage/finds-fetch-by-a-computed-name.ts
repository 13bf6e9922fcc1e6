import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'finds fetch among the globals by a computed name',
  stoppedBy: {
    bubblewrap: 'import rules: the guard at run time',
    node: 'import rules: the guard at run time',
  },
  without: 'a topic that forbids nothing',
  shortcut: true,
  program: () => `
const found = globalThis[['fe', 'tch'].join('')];
await found('data:,hello');
console.log('got through by ' + typeof found);
`,
  evidence: printed(/got through by \w+/),
};
