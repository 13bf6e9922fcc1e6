import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'imports node:http by a name that is put together when it runs',
  stoppedBy: {
    bubblewrap: 'import rules: the guard at run time',
    node: 'import rules: the guard at run time',
  },
  without: 'a topic that forbids nothing',
  shortcut: true,
  program: () => `
const name = ['node', 'http'].join(':');
const { request } = await import(name);
console.log('got through by ' + typeof request);
`,
  evidence: printed(/got through by \w+/),
};
