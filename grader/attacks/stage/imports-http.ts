import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'has node:http do what it should do itself',
  stoppedBy: {
    bubblewrap: 'import rules: the syntax tree',
    node: 'import rules: the syntax tree',
  },
  without: 'a topic that forbids nothing',
  shortcut: true,
  program: () => `
import http from 'node:http';
console.log('got through by ' + typeof http.request);
`,
  evidence: printed(/got through by \w+/),
};
