import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'makes a require of its own and asks it for node:https',
  stoppedBy: {
    bubblewrap: 'import rules: the guard at run time',
    node: 'import rules: the guard at run time',
  },
  without: 'a topic that forbids nothing',
  shortcut: true,
  program: () => `
import * as modules from 'node:module';
const own = modules[['create', 'Require'].join('')](import.meta.url);
console.log('got through by ' + typeof own(['htt', 'ps'].join('')).request);
`,
  evidence: printed(/got through by \w+/),
};
