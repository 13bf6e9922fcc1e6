import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stageSources } from './fixtures/stage-sources.ts';

async function staged(source: string, neighbour = ''): Promise<{ script: string | undefined; code: string }> {
  const { programs, stagedDirectory } = await stageSources({ server: source, other: neighbour });
  const script = programs[0]?.script;
  if (script === undefined) throw new Error(programs[0]?.reason);
  return { script, code: await readFile(join(stagedDirectory, script), 'utf8') };
}

test.for<[from: string, to: string]>([
  ['./other.ts', './other.js'],
  ['./other', './other.js'],
  ['./other.js', './other.js'],
])('an import of %s is that of the staged %s', async ([from, to]) => {
  expect((await staged(`import { a } from '${from}'; console.log(a);`)).code).toContain(`from "${to}"`);
  expect((await staged(`console.log(await import('${from}'));`)).code).toContain(`import("${to}")`);
});

test('an import of a neighbour that is a CommonJS module is that of the staged .cjs', async () => {
  const { code } = await staged("const other = require('./other.ts'); console.log(other);", 'module.exports = 1;');
  expect(code).toContain('require("./other.cjs")');
});

test.for([
  ["const net = require('node:net');\nmodule.exports = { net };", '.cjs'],
  ["import net = require('node:net');\nconsole.log(net);", '.cjs'],
  ["const { Worker } = require('node:worker_threads');\nconsole.log(Worker.name, __filename);", '.cjs'],
  ["const net = require('node:net');\nawait 0;\nconsole.log(net);", '.js'],
  ["import net from 'node:net';\nconst os = require('node:os');\nconsole.log(net, os);", '.js'],
  ["const { host } = { host: '' };\nawait 1;\nconsole.log(host);", '.js'],
  ["const module = 1;\nconsole.log(module, 'exports', { require: 1 }.require);", '.js'],
  [
    "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nrequire('net');",
    '.js',
  ],
] as const)('%j is staged as %s', async ([source, extension]) => {
  const { programs } = await stageSources({ server: source }, { programs: WITH_WORKERS });
  expect(programs[0]).toMatchObject({ state: 'ready', script: `src/server${extension}` });
});

const WITH_WORKERS = { server: { title: '', transport: 'none' as const, gaps: {}, workers: true } };

test('the source map names the student’s file, and what is put before the code moves no line', async () => {
  const { code } = await staged("#!/usr/bin/env node\nimport os from 'node:os';\nconsole.log(os, require('net'));");
  const data = /base64,(.*)/.exec(code)?.[1] ?? '';
  const map = JSON.parse(Buffer.from(data, 'base64').toString());
  expect(map).toMatchObject({ sources: ['src/server.ts'], sourceRoot: '../' });
  expect(code.split('\n')[0]).toBe('#!/usr/bin/env node');
  expect(code.split('\n')[1]).toContain('createRequire');
});
