import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'asks the process for node:http',
  stoppedBy: {
    bubblewrap: 'import rules: the guard at run time',
    node: 'import rules: the guard at run time',
  },
  without: 'a topic that forbids nothing',
  shortcut: true,
  program: () => `
const ask = process[['get', 'Builtin', 'Module'].join('')];
console.log('got through by ' + typeof ask('node:' + 'http'.normalize()).request);
`,
  evidence: printed(/got through by \w+/),
};
