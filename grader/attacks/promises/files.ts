import type { ProgramAttack } from '../attack.ts';
import { printedTheSecret } from '../evidence.ts';
import { RAW_THREAD } from '../program-parts.ts';

const BY_ITSELF = {
  stoppedBy: { bubblewrap: 'own mount namespace', node: 'Node permissions' },
  evidence: printedTheSecret,
};
const BY_A_WORKER = {
  ...BY_ITSELF,
  stoppedBy: { bubblewrap: 'own mount namespace', node: 'the guard of its threads' },
  workers: true as const,
};

export const attacks: Record<string, ProgramAttack> = {
  'reads-a-key-in-the-home': {
    tries: 'reads a key in the home of whoever grades',
    ...BY_ITSELF,
    program: ({ key }) => `
import { readFileSync } from 'node:fs';
console.log(readFileSync(${JSON.stringify(key)}, 'utf8'));
`,
  },
  'reads-the-hidden-suites': {
    tries: 'reads the hidden suites of its topic, as they lie on the disk',
    ...BY_ITSELF,
    program: ({ repository }) => `
import { readdirSync, readFileSync } from 'node:fs';
const folder = ${JSON.stringify(`${repository}/packages/together/hidden`)};
for (const name of readdirSync(folder)) console.log(readFileSync(folder + '/' + name, 'utf8'));
`,
  },
  'imports-a-key-as-code': {
    tries: 'imports a key as a module: the error shows its first line',
    ...BY_ITSELF,
    program: ({ key }) => `
import { createRequire } from 'node:module';
const path = [${JSON.stringify(key)}].join(); // no rule of imports can see what this is
createRequire(import.meta.url)(path);
`,
  },
  'points-its-source-map-at-a-key': {
    tries: 'has a source map name a key as its source: an error shows that line',
    ...BY_ITSELF,
    program: ({ key }) => `
import Module from 'node:module';
const map = { version: 3, sources: [${JSON.stringify(`file://${encodeURI(key)}`)}], names: [], mappings: 'AAAA' };
const code = 'throw new Error()\\n//# sourceMappingURL=data:application/json;base64,' + btoa(JSON.stringify(map));
new Module('/app/x.cjs')._compile(code, '/app/x.cjs');
`,
  },
  'sheds-permissions-in-a-worker': {
    tries: 'starts a worker with flags of its own, which drops Node’s permissions',
    ...BY_A_WORKER,
    program: ({ key }) => `
${RAW_THREAD}
const code = 'const fs = require("node:fs"); fs.writeSync(1, fs.readFileSync(' + JSON.stringify(${JSON.stringify(key)}) + '))';
rawThread(code);
`,
  },
  'starts-programs-from-a-worker': {
    tries: 'starts a program of the system from a worker that dropped Node’s permissions',
    ...BY_A_WORKER,
    program: ({ key }) => `
${RAW_THREAD}
const command = 'cat ' + JSON.stringify(${JSON.stringify(key)});
const code = 'require("node:child_process").execSync(' + JSON.stringify(command) + ', { stdio: ["ignore", 1, 2] })';
rawThread(code);
`,
  },
};
