import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'takes the HTTP parser out of Node’s insides',
  stoppedBy: {
    bubblewrap: 'import rules: the guard at run time',
    node: 'import rules: the guard at run time',
  },
  without: 'a topic that forbids nothing',
  shortcut: true,
  program: () => `
const binding = process[['bind', 'ing'].join('')];
console.log('got through by ' + typeof binding('http_parser').HTTPParser);
`,
  evidence: printed(/got through by \w+/),
};
