import { expect, test } from 'vitest';
import { NO_HTTP, stageSources } from '../fixtures/stage-sources.ts';

async function stateOf(source: string, forbids: typeof NO_HTTP | undefined = NO_HTTP): Promise<string | undefined> {
  const { programs } = await stageSources({ server: source, other: '' }, { ...(forbids && { forbids }) });
  return programs[0]?.state === 'ready' ? undefined : `${programs[0]?.state}: ${programs[0]?.reason?.split('\n')[0]}`;
}

const HTTP = 'uses node:http. It speaks HTTP itself.';

test.for<[source: string, column: number, reason: string]>([
  ["import http from 'node:http'; http.get('');", 18, HTTP],
  ["import http from 'http'; http.get('');", 18, HTTP],
  ["import 'node:http';", 8, HTTP],
  ["import { get as connect } from '\\x6eode:http'; connect('');", 32, HTTP],
  ["export { get } from 'node:http';", 21, HTTP],
  ["export * from 'node:https';", 15, 'uses node:https. It speaks HTTP itself.'],
  ["import http2 from 'node:http2'; http2.connect('');", 19, 'uses node:http2. It speaks HTTP itself.'],
  ["import client from '_http_client'; console.log(client);", 20, 'uses node:_http_client. It speaks HTTP itself.'],
  ["import http = require('node:http'); http.get('');", 23, HTTP],
  ["const http = require('http'); http.get('');", 22, HTTP],
  ["await import('node:http');", 14, HTTP],
  ['await import(`node:http`);', 14, HTTP],
  ["await import('node:' + 'ht' + `tp`);", 14, HTTP],
  ["const name = 'http'; await import('node:' + name);", 35, HTTP],
  ["module.require('http').get('');", 16, HTTP],
  ["process.mainModule!.require('http').get('');", 29, HTTP],
  ["(module.constructor as any)._load('http');", 35, HTTP],
  ["process.getBuiltinModule('http').get('');", 26, HTTP],
  ["process['getBuiltin' + 'Module']('node:http').get('');", 34, HTTP],
  ["const { getBuiltinModule: builtin } = process; builtin('http');", 56, HTTP],
  ["const load = process.getBuiltinModule; load('http');", 45, HTTP],
  ["import { createRequire } from 'node:module'; createRequire(import.meta.url)('http');", 77, HTTP],
  ["import { createRequire } from 'node:module'; const load = createRequire('/'); load('http');", 84, HTTP],
  ["await fetch('http://127.0.0.1/');", 7, 'uses fetch. It speaks HTTP itself.'],
  ["const get = fetch; get('');", 13, 'uses fetch. It speaks HTTP itself.'],
  ["globalThis.fetch('');", 1, 'uses fetch. It speaks HTTP itself.'],
  ["globalThis['fet' + 'ch']('');", 1, 'uses fetch. It speaks HTTP itself.'],
  ["(global as any).fetch('');", 2, 'uses fetch. It speaks HTTP itself.'],
  ["const { fetch: get } = globalThis; get('');", 9, 'uses fetch. It speaks HTTP itself.'],
  ["new WebSocket('ws://127.0.0.1');", 5, 'uses WebSocket. It speaks HTTP itself.'],
  ["(process as any).binding('http_parser');", 2, 'uses process.binding. A program does without what is inside Node.'],
])('a shortcut that the topic forbids: %s', async ([source, column, reason]) => {
  expect(await stateOf(source)).toBe(`refused: src/server.ts:1:${column}: ${reason}`);
});

const NO_PROCESS = 'No program of this course starts another process.';
const ONLY_NODE = 'This program imports only modules of Node.';

test.for<[source: string, reason: string]>([
  ["import { spawn } from 'node:child_process'; spawn('id');", `uses node:child_process. ${NO_PROCESS}`],
  ["require('child_process').exec('id');", `uses node:child_process. ${NO_PROCESS}`],
  ["import cluster from 'node:cluster'; cluster.fork();", `uses node:cluster. ${NO_PROCESS}`],
  ["(process as any).execve('/bin/id');", `uses process.execve. ${NO_PROCESS}`],
  [
    "import { Session } from 'node:inspector'; new Session();",
    'uses node:inspector. A program does without what is inside Node.',
  ],
  ["process.dlopen({}, '/tmp/a.node');", 'uses process.dlopen. A program does without what is inside Node.'],
  [
    "import { Worker } from 'node:worker_threads'; new Worker('');",
    'uses worker threads. This program does its work in one thread.',
  ],
  [
    "import * as t from 'node:worker_threads'; new t.Worker('');",
    'uses worker threads. This program does its work in one thread.',
  ],
  ["import _ from 'lodash'; _();", `imports "lodash". ${ONLY_NODE}`],
  ["import x from '../../../hidden/x.ts'; x();", `imports "../../../hidden/x.ts". ${ONLY_NODE}`],
  ["import x from '/etc/passwd'; x();", `imports "/etc/passwd". ${ONLY_NODE}`],
  ["import x from 'file:///etc/passwd'; x();", `imports "file:///etc/passwd". ${ONLY_NODE}`],
  ["import x from './package.json'; x();", `imports "./package.json". ${ONLY_NODE}`],
  ["import x from './x.wasm'; x();", `imports "./x.wasm". ${ONLY_NODE}`],
  ["import x from '#inside'; x();", `imports "#inside". ${ONLY_NODE}`],
  ["await import('data:text/javascript,1');", `imports "data:text/javascript,1". ${ONLY_NODE}`],
])('what no program does: %s', async ([source, reason]) => {
  expect(await stateOf(source, undefined)).toMatch(/^refused: src\/server\.ts:1:\d+: /);
  expect(await stateOf(source, undefined)).toContain(`: ${reason}`);
});

test.for([
  ["import type { IncomingMessage } from 'node:http'; let m: IncomingMessage;"],
  ["import { type IncomingMessage } from 'node:http'; let m: IncomingMessage;"],
  ["let agent: import('node:http').Agent;"],
  ["// import http from 'node:http'\n/* fetch() */ console.log(\"import http from 'node:http'\", 'fetch()');"],
  ['const fetch = (url: string) => url; fetch("x");'],
  ['function get(fetch: () => void) { fetch(); }\nget(() => {});'],
  ['class Store { fetch() { return this.fetch; } }\nnew Store().fetch();'],
  ["const options = { http: 1, fetch: 2 }; console.log(options.fetch, options.http, 'http://127.0.0.1/');"],
  ["import net from 'net'; net.connect(1);"],
  ["import net, { type Socket } from 'node:net'; const s: Socket = net.connect(1);"],
  ["import * as net from 'node:net'; net.connect(1);"],
  ["const net = require('net'); net.connect(1);"],
  ["const net = await import('node:net'); net.connect(1);"],
  ["import { setTimeout } from 'node:timers/promises'; await setTimeout(1);"],
  ["import { isMainThread } from 'node:worker_threads'; console.log(isMainThread);"],
  ["import other from './other.ts'; console.log(other);"],
  ["import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); require('net');"],
  ["process.getBuiltinModule('net').connect(1);"],
  ["if (typeof fetch === 'undefined') console.log('old');"],
  ["new URL('http://a').protocol === 'http:'; export const https = 1;"],
  ["const name: string = JSON.parse('\"node:http\"'); if (name === '') await import(name);"], // seen when it runs
])('what is no shortcut: %s', async ([source = '']) => {
  expect(await stateOf(source)).toBeUndefined();
});

test('the line of the student’s file is shown, with a caret, and every place', async () => {
  const source = "// a comment\n\n\timport http from 'node:http';\n\ntype Host = string;\nhttp.get(''); fetch('');\n";
  const { programs } = await stageSources({ server: source }, { forbids: NO_HTTP });
  expect(programs[0]?.reason).toBe(
    [
      `src/server.ts:3:19: ${HTTP}\n  \timport http from 'node:http';\n  \t                 ^`,
      "src/server.ts:6:15: uses fetch. It speaks HTTP itself.\n  http.get(''); fetch('');\n                ^",
    ].join('\n\n'),
  );
});

test('a shortcut of a neighbour is that of the program that imports it', async () => {
  const sources = { server: "import './other.ts';", other: "import 'node:http';", third: '' };
  const { programs } = await stageSources(sources, { forbids: NO_HTTP });
  expect(programs).toMatchObject([
    { state: 'refused', reason: expect.stringContaining(`src/other.ts:1:8: ${HTTP}`) },
    { state: 'refused' },
    { state: 'ready' },
  ]);
});

test('a program may use worker threads, or a package, where its topic says so', async () => {
  const source = "import { Worker } from 'node:worker_threads'; import lib from 'lib/x'; new Worker(lib);";
  const program = { title: '', transport: 'none' as const, gaps: {}, workers: true };
  const refused = await stageSources({ server: source }, { programs: { server: program } });
  expect(refused.programs[0]?.reason).toContain('imports "lib/x". This program imports only modules of Node.');
});

test('what is nested too deeply costs its own file only', async () => {
  const deep = `console.log(${'['.repeat(30_000)}${']'.repeat(30_000)}, require);`;
  const { programs } = await stageSources({ server: deep, other: 'console.log(1);' });
  expect(programs).toMatchObject([
    { state: 'broken', reason: 'src/server.ts cannot be compiled: it is nested too deeply.' },
    { state: 'ready' },
  ]);
});

async function startOf(source: string): Promise<string> {
  const { programs } = await stageSources({ server: source, other: 'export const x = 1;' }, {});
  return `${programs[0]?.state}: ${programs[0]?.reason?.split('\n')[0] ?? ''}`;
}

const ONE_FILE =
  "which is none of the topic's programs: only these are tested and handed in. What stands in it belongs into this file.";

test.for<[source: string, state: string]>([
  ["import x from 'node:nett'; x();", 'broken: src/server.ts:1:15: Node has no module "node:nett".'],
  ["import { x } from './h';\nconsole.log(x);", `broken: src/server.ts:1:19: imports "./h", ${ONE_FILE}`],
  ["import { x } from './h.ts';\nconsole.log(x);", `broken: src/server.ts:1:19: imports "./h.ts", ${ONE_FILE}`],
  ["export * from './h.ts';", `broken: src/server.ts:1:15: imports "./h.ts", ${ONE_FILE}`],
])('no program starts with: %s', async ([source, state]) => {
  expect(await startOf(source)).toBe(state);
});

test.for<[source: string]>([
  ["import { x } from './other.ts';\nconsole.log(x);"],
  ["import { x } from './other';\nconsole.log(x);"],
  ["import type { X } from './h.ts';\nlet x: X;"],
  ["try { await import('./h.ts'); } catch {}"],
  ["try { require('./h'); } catch {}"],
  ["import net from 'node:net';\nnet.connect(1);"],
  ["import { lookup } from 'node:dns/promises';\nlookup('');"],
])('a program may start with: %s', async ([source]) => {
  expect(await startOf(source)).toBe('ready: ');
});
