import { expect, test } from 'vitest';
import { transpile } from './transpile.ts';

async function code(source: string): Promise<string> {
  const result = await transpile(source, 'src/server.ts');
  if (result.state === 'broken') throw new Error(result.reason);
  return result.code.replace(/\n\/\/# sourceMappingURL=.*/s, '');
}

test('types go, imports of node stay', async () => {
  expect(await code("import net, { type Socket } from 'node:net';\nconst s: Socket = net.connect(1);")).toContain(
    'import net from "node:net";',
  );
});

test.for<[from: string, to: string]>([
  ['./other.ts', './other.js'],
  ['./other', './other.js'],
  ['./other.js', './other.js'],
])('an import of %s is that of the staged %s', async ([from, to]) => {
  expect(await code(`import { a } from '${from}'; console.log(a);`)).toContain(`from "${to}"`);
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

test.for([
  ["const net = require('node:net');\nmodule.exports = { net };", '.cjs'],
  ["const { Worker } = require('node:worker_threads');\nnew Worker(__filename);", '.cjs'],
  ["const net = require('node:net');\nawait 0;", '.js'],
  ["import net from 'node:net';\nconst os = require('node:os');\nconsole.log(net, os);", '.js'],
  ["const { host } = { host: '' };\nawait 1;\nconsole.log(host);", '.js'],
] as const)('%j is staged as %s', async ([source, extension]) => {
  expect(await transpile(source, 'src/server.ts')).toMatchObject({ state: 'ready', extension });
});

test('the source map names the student’s file', async () => {
  const result = await transpile('const x: number = 1;\nconsole.log(x);', 'src/server.ts');
  if (result.state === 'broken') throw new Error(result.reason);
  const map = /base64,(.*)/.exec(result.code)?.[1] ?? '';
  expect(JSON.parse(Buffer.from(map, 'base64').toString())).toMatchObject({ sources: ['src/server.ts'] });
});

test.for<[source: string, reason: string]>([
  ['const x = (1;\n', 'src/server.ts:1:13: Expected ")" but found ";"\n  const x = (1;\n              ^'],
  ["const ñ = 'a;\n", "src/server.ts:1:14: Unterminated string literal\n  const ñ = 'a;\n               ^"],
  ['\tif (x {\r\n', 'src/server.ts:1:8: Expected ")" but found "{"\n  \tif (x {\n  \t      ^'],
])('a syntax error is worded with line and caret: %j', async ([source, reason]) => {
  expect(await transpile(source, 'src/server.ts')).toEqual({ state: 'broken', reason });
});
