import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compile } from './compile/compile.ts';
import { openGaps } from './open-gaps.ts';

const TODO = `function todo(gap: number, what: string): never {
  console.error(\`TODO \${gap} is still open: \${what}\`);
  process.exit(1);
}
`;

test.each([
  ['an untouched starter', "const socket = todo(1, 'create');\ntodo(2, 'bind');\n", [1, 2]],
  ['one gap filled, its comment left', '// TODO 1: create\nconst socket = 1;\ntodo(2, "bind");\n', [2]],
  ['all filled', '// TODO 1: create\nconst socket = 1;\nconsole.log(socket);\n', []],
  ['a call that was commented out', "// TODO 1: create\n// todo(1, 'create');\nconst socket = 1;\n", []],
  ['a list of things todo', 'const todos = [1];\nconsole.log(todos);\n', []],
])('%s', async (_, program, gaps) => {
  const folder = join(await mkdtemp(join(tmpdir(), 'gaps ')), 'work');
  onTestFinished(() => rm(dirname(folder), { recursive: true }));
  const compiled = (await compile(new Map([['src/server.ts', program + TODO]]), folder)).get('src/server.ts');
  expect(compiled?.state === 'compiled' && openGaps(compiled.code)).toEqual(gaps);
});
