import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compile } from './compile/compile.ts';
import { codeOf, openGaps, openGapsIn } from './open-gaps.ts';

const TODO = `
/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\\n')[2]?.match(/:\\d+(?=:\\d+\\)?$)/)?.[0] ?? '';
  console.error(\`TODO \${gap} is still open: \${what} (src/server.ts\${line})\`);
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

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are programs
test.each<[what: string, program: string, open: [gap: number, line: number][]]>([
  [
    'an untouched starter',
    "// TODO 1: create\nconst socket: net.Socket = todo(1, 'create');\ntodo(2, 'bind');",
    [
      [1, 2],
      [2, 3],
    ],
  ],
  ['one gap filled, its comment left', '// TODO 1: create\nconst socket = 1;\ntodo(2, "bind");', [[2, 3]]],
  ['all filled', '// TODO 1: create\nconst socket = 1;\nconsole.log(socket);', []],
  ['a call that was commented out', "// todo(1, 'create');\n/* todo(2, 'bind');\n */ todo(3, '');", [[3, 3]]],
  ['a list of things todo', 'const todos = [1];\nconst mytodo = list.todo(1);\nthis.#todo(2);', []],
  ['a call in a text', `console.log("todo(1)", 'it\\'s todo(2)', \`todo(3) \${todo(4, '')} todo(5)\`);`, [[4, 1]]],
  [
    'CR LF, and an indented call over two lines',
    "x;\r\n  process.once('exit', () => todo (\r\n    5, 'refuse'));",
    [[5, 2]],
  ],
  [
    'a quote in a regular expression',
    "const q = /['\"`/]/.test(x); todo(1, '');\ntodo(2, '');",
    [
      [1, 1],
      [2, 2],
    ],
  ],
  ['a regular expression behind a word', "return /'/ && todo(1, '');", [[1, 1]]],
  [
    'divisions',
    "a = b / c; todo(1, '/'); d = (e) / f; x[0] / 2; i++ / 2; todo(2, '/');",
    [
      [1, 1],
      [2, 1],
    ],
  ],
  ['a string without an end', "const x = 'oops\ntodo(1, '');", [[1, 2]]],
  ['a file that does not compile', "function serve( {\n  todo(3, 'receive');\n", [[3, 2]]],
  ['a comment without an end', '/* todo(1)', []],
  ['a template without an end', '`${a + `${b}` } todo(1)', []],
  ['braces in a template', '`${[1].map((n) => { return `<${n}>`; })}`; todo(1, "");', [[1, 1]]],
  ['types', "let x: Map<string, 'a' | \"b\">; const y = <T,>(z: T) => z; todo(1, '') as never;", [[1, 1]]],
  ['a mark of byte order, a first line for the shell', "\ufeff#!/usr/bin/env tsx\ntodo(1, '');", [[1, 2]]],
])('%s', (_, program, open) => {
  expect(openGapsIn(program + TODO)).toEqual(open.map(([gap, line]) => ({ gap, line })));
});

test('each piece of code stays where it was', () => {
  const source = "const a = 'x' + `y${b}\n` // c\n/* d\n*/ / 2;";
  expect(codeOf(source)).toBe('const a =     +     b \n      \n    \n   / 2;');
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are programs

test.each(['/', '`${', "'", '/[', '{}', '\\'])('a line of nothing but %s is read in bounded time', (hard) => {
  const source = hard.repeat((64 * 1024) / hard.length);
  expect(openGapsIn(`todo(1);${source}`)).toEqual([{ gap: 1, line: 1 }]);
});
