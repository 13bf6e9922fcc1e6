// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are programs
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Isolation } from '../../confine/level.ts';
import { DEFAULT_LIMITS } from '../../confine/limits.ts';
import { launchCommand } from '../../program/launch-command.ts';
import type { Topic } from '../../topic/topic.ts';
import { NO_HTTP, type Staged, stageSources } from '../fixtures/stage-sources.ts';

const server = createServer((_, response) => response.end('got it'));
let url = '';
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

async function run({ topic, programs: [program], stagedDirectory }: Staged, isolation: Isolation, guarded = true) {
  const workers = topic.programs.server?.workers ?? false;
  if (program?.script === undefined) throw new Error(program?.reason);
  const { file, args, env } = launchCommand({
    script: join(stagedDirectory, program.script),
    args: [url],
    isolation,
    reads: [],
    limits: DEFAULT_LIMITS,
    workers,
    ...(guarded && { guard: program.guard }),
  });
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(file, args, { env, timeout: 30_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
    });
    child.stdin?.end();
  });
}

/** What a program does with an HTTP module once it has it. */
const GET = `function get(http: any) { http.get(process.argv[2], (answer: any) => answer.pipe(process.stdout)); }
const word = (text: string) => Buffer.from(text, 'base64').toString(); // aHR0cA== is http
`;

/** Ways to HTTP that no syntax tree shows. Each is run without the guard, too, where it must work: see the control. */
const WAYS: Record<string, string> = {
  'import(…)': "get(await import(word('bm9kZTpodHRw')));",
  'require(…)': "get(require(word('aHR0cA==')));",
  'an alias of require': "const [load] = [require]; get(load(word('aHR0cA==')));",
  getBuiltinModule: "get((process as any).getBuiltinModule(word('aHR0cA==')));",
  'getBuiltinModule by a computed name': "get((process as any)[word('Z2V0QnVpbHRpbk1vZHVsZQ==')](word('aHR0cA==')));",
  'Reflect.get': "get(Reflect.get(process, 'getBuiltin'.concat('Module'))(word('aHR0cA==')));",
  createRequire: "import { createRequire as make } from 'node:module';\nget(make('/')(word('aHR0cA==')));",
  'Module._load': "import M from 'node:module';\nget((M as any)[word('X2xvYWQ=')](word('aHR0cA==')));",
  'new Module().require': "import M from 'node:module';\nget(new (M as any)('x').require(word('aHR0cA==')));",
  _http_client:
    "const { ClientRequest } = require(word('X2h0dHBfY2xpZW50'));\nget({ get: (...all: any[]) => new ClientRequest(...all).end() });",
  eval: "get(await (0, eval)(`import('node:${word('aHR0cA==')}')`));",
  'new Function': "get(await new Function(`return import('node:${word('aHR0cA==')}')`)());",
  vm: "import vm from 'node:vm';\nget(await vm.runInThisContext(`import('node:${word('aHR0cA==')}')`, { importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER }));",
  'a data: module':
    "get((await import(`data:text/javascript,export { default } from 'node:${word('aHR0cA==')}'`)).default);",
  'a hook of its own':
    "import { registerHooks } from 'node:module';\nregisterHooks({ resolve: (name, context, next) => name === 'x' ? { url: 'node:' + word('aHR0cA=='), format: 'builtin', shortCircuit: true } : next(name, context) });\nconst x = 'xy'.slice(0, 1); get(await import(x));",
  'the console of Node':
    "import repl from 'node:repl';\nimport { PassThrough } from 'node:stream';\nconst { context } = repl.start({ input: new PassThrough(), output: new PassThrough() });\nget(context[word('aHR0cA==')]);",
  'fetch by a computed name':
    "const answer = await (globalThis as any)[word('ZmV0Y2g=')](process.argv[2]);\nconsole.log(await answer.text());",
  'fetch by Reflect':
    "const answer = await Reflect.get(globalThis, 'fet'.concat('ch'))(process.argv[2]);\nconsole.log(await answer.text());",
  'the dispatcher behind Response':
    "void new (globalThis as any)[word('UmVzcG9uc2U=')]();\nconst agent = (globalThis as any)[Symbol.for('undici.globalDispatcher.1')];\nagent.dispatch({ origin: new URL(process.argv[2]!).origin, path: '/', method: 'GET' }, { onConnect() {}, onHeaders: () => true, onData(bytes: any) { console.log(String(bytes)); return true; }, onComplete() { agent.close(); }, onError() {} });",
  'with the watch taken off the list':
    "const list = (process as any).moduleLoadList;\nObject.setPrototypeOf(list, Array.prototype); list.length = 0;\nget(require(word('aHR0cA==')));",
  'with Object, RegExp, String and Array changed':
    "const [define, exec, slice, call] = [Object.defineProperty, RegExp.prototype.exec, String.prototype.slice, Function.prototype.call];\nObject.defineProperty = (() => {}) as any; RegExp.prototype.exec = () => null; String.prototype.slice = () => ''; Function.prototype.call = () => {};\nconst http = process.getBuiltinModule(`${'ht'}${['tp'].at(0)}`);\nObject.defineProperty = define; RegExp.prototype.exec = exec; String.prototype.slice = slice; Function.prototype.call = call; get(http);",
  'with getters on Object.prototype':
    "Object.defineProperty(Object.prototype, 'get', { value: undefined, writable: true }); \nget(require(word('aHR0cA==')));",
  'with a stack that throws':
    "(Error as any).prepareStackTrace = () => { throw 1; }; Error.stackTraceLimit = 0;\nget(require(word('aHR0cA==')));",
  'and says nothing of it': "try { get(require(word('aHR0cA=='))); } catch {}",
  'with its own exit':
    "(process as any).reallyExit = () => {}; process.exit = (() => {}) as any; process.on('exit', () => { process.exitCode = 0; });\nget(require(word('aHR0cA==')));",
};

test.for(Object.entries(WAYS))('ends a program that gets at HTTP by %s', async ([, source]) => {
  const staged = await stageSources({ server: GET + source }, { forbids: NO_HTTP });
  const control = await run(staged, 'none', false);
  expect(control.stdout).toContain('got it');
  const { code, stdout, stderr } = await run(staged, 'none');
  expect(stdout).not.toContain('got it');
  expect(stderr).toMatch(/^Shortcut: src\/server\.ts(:[\d, ]+)?: uses \S+ It speaks HTTP itself\.\n$/m);
  expect(code).toBe(1);
});

test('who keeps headers in a Headers fetches nothing by it, and finds what Node has there', async () => {
  const source = `
    const headers = new Headers([['Set-Cookie', 'a=1'], ['set-cookie', 'b=2'], ['Via', ' one\\t']]);
    headers.append('via', 'two'); headers.set('Age', '3'); headers.set('age', '4'); headers.append('x-gone', ''); headers.delete('X-Gone');
    const told: string[] = [];
    headers.forEach((value, name) => told.push(name + ' is ' + value));
    let fault = '';
    try { headers.get('not a name'); } catch (error) { fault = (error as Error).name; }
    const found = [headers.get('VIA'), headers.get('none'), headers.has('aGe'), headers.getSetCookie()];
    console.log(JSON.stringify([[...headers], [...headers.keys()], [...headers.values()], told, found, fault, String(headers), [...new Headers({ B: '1', A: '2' })]]));`;
  const staged = await stageSources({ server: source }, { forbids: NO_HTTP });
  const [guarded, control] = [await run(staged, 'none'), await run(staged, 'none', false)];
  expect(guarded).toEqual(control);
  expect(guarded.stdout).toContain('["via","one, two"]');
});

test('names the line, by the stack or by where a name is computed', async () => {
  const lines = ['const name = JSON.parse(\'"node:http"\');', '', 'const load = () => import(name);', 'await load();'];
  const [byImport, byCall] = [
    await stageSources({ server: lines.join('\n') }, { forbids: NO_HTTP }),
    await stageSources(
      { server: "const x: number = 1;\n\n(globalThis as any)['fetch'.slice(0, x * 5)]('');" },
      { forbids: NO_HTTP },
    ),
  ];
  expect((await run(byImport, 'node')).stderr).toBe(
    'Shortcut: src/server.ts:3: uses node:http. It speaks HTTP itself.\n',
  );
  expect((await run(byCall, 'node')).stderr).toBe('Shortcut: src/server.ts:3: uses fetch. It speaks HTTP itself.\n');
});

const RIGHT = `import net from 'node:net';
import dns from 'node:dns/promises';
import { createInterface } from 'node:readline/promises';
import { isMainThread } from 'node:worker_threads';
const os = await import('node:os');
const util = require('node:util');
console.log(typeof fetch, typeof process.moduleLoadList.length, os.EOL.length, isMainThread, util.types.isProxy(process));
for await (const line of createInterface({ input: process.stdin })) console.log(line);
const { port, hostname } = new URL(process.argv[2]!);
const { address } = await dns.lookup(hostname);
const socket = net.connect(Number(port), address, () => socket.end('GET / HTTP/1.0\\r\\n\\r\\n'));
socket.setEncoding('utf8').on('data', (text) => console.log(text.split('\\r\\n\\r\\n')[1]));
socket.on('close', () => { throw new Error('the end'); });
`;

test.for(['node', 'none'] as const)('a right program sees nothing of it at level %s', async (isolation) => {
  const staged = await stageSources({ server: RIGHT }, { forbids: NO_HTTP });
  const plain = await run(staged, isolation, false);
  expect(plain.stdout).toContain('got it');
  expect(plain.stderr).toContain('src/server.ts:13');
  expect(await run(staged, isolation)).toEqual(plain);
});

test.for(['node', 'none'] as const)(
  'the package of a neighbour is not for a program at level %s',
  async (isolation) => {
    const take = "const name = ['l', 'i', 'b'].join('');\nconsole.log((await import(name)).word);";
    const program = { title: '', transport: 'none' as const, gaps: {} };
    const programs: Topic['programs'] = { raw: program, library: { ...program, packages: ['lib'] } };
    const staged = await stageSources({ raw: take, library: take }, {});
    expect(staged.programs[0]).not.toHaveProperty('guard');
    const guarded = await withLib({ raw: take, library: take }, programs);
    const [raw, library] = guarded.programs;
    expect(await run({ ...guarded, programs: library ? [library] : [] }, isolation)).toMatchObject({
      stdout: 'hola\n',
      code: 0,
    });
    const { stderr, code } = await run({ ...guarded, programs: raw ? [raw] : [] }, isolation);
    expect(code).toBe(1);
    expect(stderr).toBe('Shortcut: src/raw.ts:2: imports "lib". This program imports only modules of Node.\n');
  },
);

/** The package is installed where the topic is only once that is there: it is staged a second time. */
async function withLib(sources: Record<string, string>, programs: Topic['programs']): Promise<Staged> {
  const first = await stageSources(sources);
  const lib = join(first.topic.directory, 'node_modules/lib');
  await mkdir(lib, { recursive: true });
  await writeFile(join(lib, 'package.json'), '{ "name": "lib", "main": "index.js" }');
  await writeFile(join(lib, 'index.js'), 'exports.word = "hola";');
  const topic = { ...first.topic, programs };
  const { stagePrograms } = await import('../stage-programs.ts');
  const options = { topic, sourceDirectory: join(topic.directory, 'src'), stagedDirectory: first.stagedDirectory };
  return { topic, ...(await stagePrograms(options)) };
}

/** Ways to start a thread without Node's permission model; each reports whether it can start a process. */
const THREADS: Record<string, string> = {
  'no options of Node': 'new Worker(CODE, { eval: true, execArgv: [] });',
  'other options of Node': "new Worker(CODE, { eval: true, execArgv: ['--no-permission'] });",
  'a class of its own': 'class Own extends Worker {}\nnew Own(CODE, { eval: true, execArgv: [] });',
  'the constructor of a worker':
    "const first = new Worker('', { eval: true });\nnew (first.constructor as any)(CODE, { eval: true, execArgv: [] });",
  'options that change':
    'let asked = 0;\nnew Worker(CODE, { eval: true, get execArgv() { return asked++ ? [] : undefined; } } as any);',
  'options that are inherited':
    'new Worker(CODE, Object.create({ execArgv: [] }, { eval: { value: true, enumerable: true } }));',
  'a polluted prototype': '(Object.prototype as any).execArgv = [];\nnew Worker(CODE, { eval: true });',
  'a worker of a worker':
    "new Worker(`const { Worker } = require('node:worker_threads'); new Worker(${JSON.stringify(CODE)}, { eval: true, execArgv: [] });`, { eval: true, execArgv: [] });",
};
const CODE =
  "try { console.log(require('node:child_process').spawnSync(process.execPath, ['-v']).stdout ? 'started' : 'not'); } catch (error) { console.log(error.code); }";
const WITH_WORKERS: Topic['programs'] = { server: { title: '', transport: 'none', gaps: {}, workers: true } };

test.for(Object.entries(THREADS))('a thread has the permissions of its program, with %s', async ([, source]) => {
  const text = `import { Worker } from 'node:worker_threads';\nconst CODE = ${JSON.stringify(CODE)};\n${source}`;
  const staged = await stageSources({ server: text }, { programs: WITH_WORKERS });
  const control = await run(staged, 'node', false);
  const { stdout } = await run(staged, 'node');
  expect([stdout, control.stdout]).toEqual(['ERR_ACCESS_DENIED\n', expect.stringMatching(/started|ERR_ACCESS_DENIED/)]);
});

/** Takes a class for the one inside Node that Worker itself uses, and starts a thread with it as Node 24 does. */
const RAW = `import { createHook } from 'node:async_hooks';
import { register } from 'node:module';
import v8 from 'node:v8';
import { MessageChannel, Worker } from 'node:worker_threads';
const isHandle = (value: any) => typeof value?.startThread === 'function';
const isInner = (value: any) => isHandle(value?.prototype);
const handleOf = (worker: any) => Object.getOwnPropertySymbols(worker).map((key) => worker[key]).find(isHandle);
const first = () => new Worker('', { eval: true });
function raw(Thread: any) {
  if (!isInner(Thread)) return console.log('no class');
  const thread = new Thread(null, null, [], new Float64Array(4), true, false, false);
  const [own, main] = [new MessageChannel(), new MessageChannel()];
  thread.onexit = () => {};
  thread.messagePort.on('message', () => {});
  const told = {
    type: 'loadScript', filename: CODE, doEval: 'classic', argv: [], workerData: null, environmentData: new Map(),
    cwdCounter: new Uint32Array(new SharedArrayBuffer(4)), publicPort: own.port2, mainThreadPort: main.port2, threadId: 99,
  };
  thread.messagePort.postMessage(told, [own.port2, main.port2]);
  thread.startThread();
  thread.ref();
}
`;

/** What the class asks for the text of a file's name sees the class on the stack: in sloppy code a frame tells its function. */
const IN_THE_STACK = `const found: any[] = [];
const toString = new Function('found', 'name', \`return function () {
  Error.prepareStackTrace = (_, sites) => sites;
  found.push(...new Error().stack.map((site) => site.getFunction()));
  Error.prepareStackTrace = undefined;
  return name;
}\`)(found, import.meta.url);
`;

/** Ways to the class inside; each starts a process without the guard: see the control. */
const INSIDE: [name: string, source: string, says?: RegExp][] = [
  ['the constructor of a handle', 'raw(handleOf(first()).constructor);'],
  [
    'every property of its prototypes',
    `const all: any[] = [];
for (let each = handleOf(first()); each; each = Object.getPrototypeOf(each)) {
  for (const { value } of Object.values(Object.getOwnPropertyDescriptors(each)) as any) all.push(value, value?.constructor);
}
raw(all.find(isInner));`,
  ],
  [
    'the resource of an async hook',
    `const found: any[] = [];
const hook = createHook({ init: (_id, _type, _trigger, resource) => void found.push(resource.constructor) }).enable();
first();
hook.disable();
raw(found.find(isInner));`,
  ],
  [
    'a handle seen before its thread starts',
    `let handle: any;
function Own() {}
Own.prototype = new Proxy(Worker.prototype, { set: (_, key, value) => { if (isHandle(value)) handle = value; return true; } });
try { Reflect.construct(Worker, ['', { eval: true }], Own); } catch {}
raw(handle.constructor);`,
  ],
  [
    'a stack with the frames of V8',
    `v8.setFlagsFromString('--experimental-stack-trace-frames');
${IN_THE_STACK}new Worker({ href: 'x', protocol: 'file:', hostname: '', pathname: new URL(import.meta.url).pathname, toString } as any).terminate();
raw(found.find(isInner));`,
    /^Shortcut: src\/server\.ts:\d+: uses v8\.setFlagsFromString\./,
  ],
  [
    'a thread of module hooks',
    `const inHook = \`import { Worker } from 'node:worker_threads'; new Worker(\${JSON.stringify(CODE)}, { eval: true, execArgv: [] });\`;
register('data:text/javascript,' + encodeURIComponent(inHook));
setTimeout(() => {}, 1_000); // nobody tells when the thread of the hooks has started another`,
  ],
];
const WRITES =
  "const { writeSync } = require('node:fs'); try { require('node:child_process').spawnSync(process.execPath, ['-v']); writeSync(1, 'started'); } catch (error) { writeSync(1, error.code); }";

test.for(INSIDE)('a thread is not started past its guard, by %s', async ([, source, says]) => {
  const text = `const CODE = ${JSON.stringify(WRITES)};\n${RAW}${source}`;
  const staged = await stageSources({ server: text }, { programs: WITH_WORKERS });
  expect((await run(staged, 'node', false)).stdout).toContain('started');
  const { stdout, stderr } = await run(staged, 'node');
  expect(stdout).not.toContain('started');
  if (says) expect(stderr).toMatch(says);
  else expect(stdout).toMatch(/^(no class|ERR_ACCESS_DENIED)\s*$/);
});

test('right threads work: of this file, of a text, of a data: URL, with data, environment and limits', async () => {
  const source = `import { isMainThread, parentPort, SHARE_ENV, Worker, workerData } from 'node:worker_threads';
if (!isMainThread) parentPort!.postMessage(workerData + 1);
else {
  const answer = (worker: Worker) => new Promise((resolve) => worker.once('message', resolve));
  const text = "const { parentPort, workerData } = require('node:worker_threads'); parentPort.postMessage(workerData + 1)";
  const url = new URL('data:text/javascript,' + encodeURIComponent("import { parentPort, workerData } from 'node:worker_threads'; parentPort.postMessage(workerData + 1)"));
  const limits = { maxOldGenerationSizeMb: 64 };
  const workers = [
    new Worker(new URL(import.meta.url), { workerData: 1, name: 'a' }),
    new Worker(new URL('./server.ts', import.meta.url), { workerData: 2, execArgv: process.execArgv }),
    new Worker(text, { eval: true, workerData: 3, env: SHARE_ENV, resourceLimits: limits }),
    new Worker(url, { workerData: 4, env: { A: 'b' } }),
  ];
  console.log(workers[0] instanceof Worker, await Promise.all(workers.map(answer)));
}`;
  const staged = await stageSources({ server: source }, { programs: WITH_WORKERS });
  expect(await run(staged, 'node')).toEqual({ code: 0, stdout: 'true [ 2, 3, 4, 5 ]\n', stderr: '' });
});
