import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'takes what it may not out of Node’s insides',
  stoppedBy: {
    bubblewrap: 'Node permissions',
    node: 'Node permissions',
  },
  without: 'a topic that forbids nothing',
  shortcut: true,
  program: () => `
const binding = process[['bind', 'ing'].join('')];
console.log('got through by ' + typeof binding('tcp_wrap').TCP);
`,
  evidence: printed(/got through by \w+/),
};
