import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Attack, atEveryLevel } from '../attack.ts';
import { handsIn, put } from '../course/submission.ts';
import { printed } from '../evidence.ts';

const GETS_HTTP = {
  stoppedBy: atEveryLevel('import rules: the guard at run time'),
  without: 'a topic that forbids nothing',
  shortcut: true as const,
  evidence: printed(/got through by \w+/),
};

const STARTS_ANOTHER = `import { execFileSync } from 'node:child_process';
console.log(execFileSync(process.execPath, ['-p', '6 * 7'], { encoding: 'utf8' }), 'by another program');
`;

export const attacks: Record<string, Attack> = {
  'imports-http': {
    tries: 'has node:http do what it should do itself',
    ...GETS_HTTP,
    stoppedBy: atEveryLevel('import rules: the syntax tree'),
    program: () => `
import http from 'node:http';
console.log('got through by ' + typeof http.request);
`,
  },
  'imports-http-by-a-computed-name': {
    tries: 'imports node:http by a name that is put together when it runs',
    ...GETS_HTTP,
    program: () => `
const name = ['node', 'http'].join(':');
const { request } = await import(name);
console.log('got through by ' + typeof request);
`,
  },
  'asks-the-process-for-http': {
    tries: 'asks the process for node:http',
    ...GETS_HTTP,
    program: () => `
const ask = process[['get', 'Builtin', 'Module'].join('')];
console.log('got through by ' + typeof ask('node:' + 'http'.normalize()).request);
`,
  },
  'requires-http-by-a-require-of-its-own': {
    tries: 'makes a require of its own and asks it for node:https',
    ...GETS_HTTP,
    program: () => `
import * as modules from 'node:module';
const own = modules[['create', 'Require'].join('')](import.meta.url);
console.log('got through by ' + typeof own(['htt', 'ps'].join('')).request);
`,
  },
  'finds-fetch-by-a-computed-name': {
    tries: 'finds fetch among the globals by a computed name',
    ...GETS_HTTP,
    program: () => `
const found = globalThis[['fe', 'tch'].join('')];
await found('data:,hello');
console.log('got through by ' + typeof found);
`,
  },
  'reaches-into-nodes-insides': {
    tries: 'takes what it may not out of Node’s insides',
    ...GETS_HTTP,
    stoppedBy: atEveryLevel('Node permissions'),
    program: () => `
const binding = process[['bind', 'ing'].join('')];
console.log('got through by ' + typeof binding('tcp_wrap').TCP);
`,
  },
  'starts-another-program': {
    tries: 'starts another program',
    stoppedBy: atEveryLevel('import rules: the syntax tree'),
    without: 'launched as it is',
    submit: handsIn(STARTS_ANOTHER),
    evidence: ({ words }) => (words.includes('node:child_process') ? undefined : 'not refused'),
    async control({ folder }) {
      put(folder, 'program.mts', STARTS_ANOTHER);
      const printed = execFileSync(process.execPath, [join(folder, 'program.mts')], { encoding: 'utf8' });
      return printed.includes('42') ? 'the other program ran' : undefined;
    },
  },
};
