import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Compiled, compile } from './compile.ts';

const FILE = 'src/server.ts';

async function compiled(sources: Record<string, string>): Promise<Map<string, Compiled>> {
  const directory = await mkdtemp(join(tmpdir(), 'compile ñ '));
  onTestFinished(() => rm(directory, { recursive: true }));
  return compile(new Map(Object.entries(sources)), join(directory, 'work'));
}

async function compiledOne(source: string): Promise<Compiled | undefined> {
  return (await compiled({ [FILE]: source })).get(FILE);
}

async function code(source: string): Promise<string> {
  const result = await compiledOne(source);
  if (result?.state !== 'compiled') throw new Error(result?.reason);
  return result.code;
}

test('types go, imports of types too, and what is used of node stays', async () => {
  const source = `import type { IncomingMessage } from 'node:http';
    import { Agent } from 'node:http';
    import net, { type Socket } from 'node:net';
    const s: Socket = net.connect(1);
    let agent: Agent, message: IncomingMessage;`;
  const text = await code(source);
  expect(text).toContain('import net from "node:net";');
  expect(text).not.toContain('http');
});

test('TypeScript that Node itself does not run: enum, namespace, parameter properties, import x = require()', async () => {
  const source = [
    "import net = require('node:net');",
    'enum State { Open, Closed }',
    'namespace Limits { export const most = 3 }',
    'class Peer { constructor(public port: number) {} }',
    'console.log(net.isIP(""), State.Open, Limits.most, new Peer(1));',
  ].join('\n');
  await expect(code(source)).resolves.toContain('require');
});

test('the source map is of the student’s file and holds its text', async () => {
  const source = 'const x: number = 1;\nconsole.log(x);';
  expect(await compiledOne(source)).toMatchObject({ map: { sources: [FILE], sourcesContent: [source] } });
});

test.for<[source: string, reason: string]>([
  ['const x = (1;\n', 'src/server.ts:1:13: Expected ")" but found ";"\n  const x = (1;\n              ^'],
  ["const ñ = 'a;\n", "src/server.ts:1:14: Unterminated string literal\n  const ñ = 'a;\n               ^"],
  ['\tif (x {\r\n', 'src/server.ts:1:8: Expected ")" but found "{"\n  \tif (x {\n  \t      ^'],
  ['let a;\nlet a;', 'src/server.ts:2:5: The symbol "a" has already been declared\n  let a;\n      ^'],
])('a syntax error is worded with line and caret: %j', async ([source, reason]) => {
  expect(await compiledOne(source)).toEqual({ state: 'broken', reason });
});

const DATA_MAP = `data:application/json,${encodeURIComponent('{"version":3,"sources":["/etc/passwd"],"mappings":"AAAA"}')}`;

test.for([['/etc/passwd'], ['file:///etc/passwd'], ['../../../../../../../../etc/passwd'], [DATA_MAP]])(
  'a source map that the student names is not read: %s',
  async ([map]) => {
    const source = `const x: number = 1;\nconsole.log(x, 'sourceMappingURL');\n//# sourceMappingURL=${map}\n`;
    const result = await compiledOne(source);
    expect(result).toMatchObject({ state: 'compiled', map: { sources: [FILE], sourcesContent: [source] } });
    expect(result?.state === 'compiled' && result.code).toBe('const x = 1;\nconsole.log(x, "sourceMappingURL");\n');
  },
);

// Each was seen to break esbuild 0.28 without limits: 5 GB of memory, 432 MB of output, or minutes of CPU.
const growingEnum = `enum E { A = 'aaaaaaaaaaaaaaaa', ${Array.from(
  { length: 40 },
  (_, i) => `B${i + 1} = B${i} + B${i}`,
)
  .join(', ')
  .replace('B0 + B0', 'A + A')} }\nconsole.log(E.B40);`;

test.for<[name: string, source: string]>([
  ['an enum that doubles a text 40 times', growingEnum],
  ['nested blocks', '{'.repeat(32_000) + '}'.repeat(32_000)],
])('what the compiler cannot stomach costs its own file only: %s', { timeout: 120_000 }, async ([, source]) => {
  const result = await compiled({ 'src/bad.ts': source, 'src/good.ts': 'console.log(1);' });
  expect(result.get('src/good.ts')).toMatchObject({ state: 'compiled' });
  expect(result.get('src/bad.ts')).toMatchObject({
    state: 'broken',
    reason: expect.stringMatching(/^src\/bad\.ts cannot be compiled (within|into less than) /),
  });
});

test('a file of more than 64 KiB is not compiled, one of 64 KiB is', async () => {
  const fits = `//${'x'.repeat(64 * 1024 - 2)}`;
  expect(await compiledOne(fits)).toMatchObject({ state: 'compiled' });
  expect(await compiledOne(`${fits}x`)).toEqual({
    state: 'broken',
    reason: 'src/server.ts has 65 KiB, the limit is 64 KiB.',
  });
});
