import { join } from 'node:path';
import { execa } from 'execa';
import type { SubmissionAttack } from '../attack.ts';
import type { Bait } from '../bait/bait.ts';
import { ALONE_PATH, put, SAYS_HELLO } from '../course/alone-program.ts';
import { wroteInTheHome } from '../evidence.ts';

const LAYER = 'collection: declared files only';

export const attack: SubmissionAttack = {
  tries: 'hands in test runner settings, package scripts, .npmrc and modules that run code of its own',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'vitest in the folder that was handed in',
  submit,
  evidence: wroteInTheHome,
  async control({ folder, world }) {
    const bait = world.baitFor('configuration', folder);
    submit(folder, 'student', bait);
    const root = join(folder, 'student', 'packages', 'alone');
    await execa('vitest', ['run', '--root', root, '--passWithNoTests'], {
      preferLocal: true,
      localDir: import.meta.dirname,
      reject: false,
    });
    return world.wasWritten(bait) ? 'its code ran as the instructor' : undefined;
  },
};

function submit(classFolder: string, student: string, { drop, token }: Bait): void {
  const folder = join(classFolder, student);
  const run = `require('node:fs').writeFileSync(${JSON.stringify(drop)}, '${token}')`;
  const script = `node -e "${run.replaceAll('"', '\\"')}"`;
  put(folder, ALONE_PATH, SAYS_HELLO);
  for (const place of ['', 'packages/alone/', 'packages/alone/src/']) {
    put(folder, `${place}run.cjs`, `${run};\n`);
    put(folder, `${place}vitest.config.ts`, `import './run.cjs';\nexport default {};\n`);
    put(folder, `${place}package.json`, JSON.stringify({ type: 'module', scripts: scripts(script) }));
    put(folder, `${place}.npmrc`, 'node-options=--require ./run.cjs\nscript-shell=./run.cjs\n');
    put(folder, `${place}.pnpmfile.cjs`, `${run};\n`);
    put(folder, `${place}tsconfig.json`, '{ "compilerOptions": { "paths": { "node:*": ["./run.cjs"] } } }');
    put(folder, `${place}turbo.json`, '{ "tasks": { "grade": { "cache": false } } }');
    put(folder, `${place}node_modules/vitest/package.json`, '{ "main": "../../run.cjs" }');
    put(folder, `${place}node_modules/@socket-lab/kit/index.js`, `${run};\n`);
  }
}

function scripts(script: string): Record<string, string> {
  return Object.fromEntries(
    ['preinstall', 'install', 'postinstall', 'prepare', 'test', 'grade'].map((name) => [name, script]),
  );
}
