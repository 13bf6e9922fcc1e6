import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, cpSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findCommand } from '@socket-lab/kit/confine/find-command';
import { DEFAULT_LIMITS } from '@socket-lab/kit/confine/limits';
import { REPORT_FD, sandboxEnding } from '@socket-lab/kit/confine/sandbox';
import { isRoot, OWN_UID, withoutRights } from '@socket-lab/kit/confine/unprivileged';
import { type LaunchTarget, launchCommand } from '@socket-lab/kit/program/launch-command';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { needsCommand } from '../../interop/needs-command.ts';
import { enterCommand, holdNamespaces, type Namespaces } from './namespaces.ts';
import { writeOwnDatabases } from './own-databases.ts';
import { nodeOf, openRunFolder, type RunFolder } from './run-folder.ts';

const APP = fileURLToPath(new URL('fixtures/app', import.meta.url));
const LINUX = process.platform === 'linux';

needsCommand('bwrap', 'setpriv');

let folder: RunFolder;
let namespaces: Namespaces;
beforeEach(async ({ skip }) => {
  if (!LINUX) skip();
  folder = openRunFolder();
  chmodSync(folder.path, 0o755);
  onTestFinished(() => folder[Symbol.dispose]());
  cpSync(APP, join(folder.path, 'app'), { recursive: true });
  namespaces = await holdNamespaces([folder.path]);
  onTestFinished(() => namespaces[Symbol.asyncDispose]());
});

const target = (name: string, args: string[] = []) => ({
  script: join(folder.path, 'app', name),
  args,
  isolation: 'bubblewrap' as const,
  reads: [],
  limits: DEFAULT_LIMITS,
  workers: false,
  permissions: false,
  node: nodeOf(folder.path),
});

async function run(name: string, args: string[] = [], options: Partial<LaunchTarget> = {}) {
  const { file, args: rest } = launchCommand({ ...target(name, args), ...options });
  const [enter = '', ...more] = enterCommand(namespaces.pid, [file, ...rest]);
  const program = spawn(enter, more, { env: {}, cwd: '/', stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const streams = [program.stdout, program.stderr, program.stdio[REPORT_FD]] as Readable[];
  const [texts, [code]] = await Promise.all([Promise.all(streams.map((each) => text(each))), once(program, 'exit')]);
  const [stdout = '', stderr = '', report = ''] = texts;
  return { stdout, stderr, report, code };
}

test('a program sees itself, and nothing else of the machine', async () => {
  const abstract = createServer((socket) => socket.resume().end()).listen({ path: `\0socket-lab-${process.pid}` });
  await once(abstract, 'listening');
  onTestFinished(() => void abstract.close());
  expect(JSON.parse((await run('looks-around.js', [`socket-lab-${process.pid}`])).stdout)).toEqual({
    descriptors: ['0', '1', '2'],
    environment: { TZ: 'UTC', LANG: 'C.UTF-8', RES_OPTIONS: 'timeout:1 attempts:1', PWD: '/app' },
    environmentOfTheFirst: '',
    root: expect.toSatisfy((names: string[]) =>
      names.every((name) => /^(app|dev|etc|lib\w*|proc|tmp|usr)$/.test(name)),
    ),
    etc: ['host.conf', 'hosts', 'nsswitch.conf', 'resolv.conf', 'services'],
    processes: ['1', '2'],
    uid: String(isRoot() ? OWN_UID : process.getuid?.()),
    capabilities: Array.from({ length: 5 }, () => '0000000000000000'),
    noNewPrivileges: '1',
    network: ['lo'],
    writable: ['/tmp'],
    tmp: [],
    abstractSocket: 'ECONNREFUSED',
  });
});

test('a name of both families has both addresses, whatever the machine knows', async () => {
  namespaces = await holdNamespaces([folder.path], writeOwnDatabases(folder.path, folder.path));
  onTestFinished(() => namespaces[Symbol.asyncDispose]());
  const name = write(`
    import { lookup } from 'node:dns';
    const families = [4, 6, 0];
    for (const family of families) lookup('both.socket-lab.test', { family, all: true }, (_, all) => console.log(family, JSON.stringify(all.map(({ address }) => address))));
  `);
  const { stdout } = await run(name);
  expect(stdout.trim().split('\n').sort()).toEqual([
    expect.stringMatching(/^0 \["::1",.*"127\.0\.0\.4"/),
    expect.stringMatching(/^4 .*"127\.0\.0\.4"/), // and 127.0.0.1, which glibc makes of ::1
    '6 ["::1"]',
  ]);
});

test('the control: outside it sees all that', async () => {
  const abstract = createServer((socket) => socket.resume().end()).listen({ path: `\0socket-lab-${process.pid}` });
  await once(abstract, 'listening');
  onTestFinished(() => void abstract.close());
  const script = join(folder.path, 'app', 'looks-around.js');
  const { stdout } = await promisify(execFile)(process.execPath, [script, `socket-lab-${process.pid}`]);
  const seen = JSON.parse(stdout);
  expect(seen).toMatchObject({ root: expect.arrayContaining(['home', 'run', 'var']), abstractSocket: 'connected' });
  expect(seen.processes.length).toBeGreaterThan(2);
  expect(seen.environment).toHaveProperty('PATH');
});

function write(code: string): string {
  writeFileSync(join(folder.path, 'app', 'own.js'), code);
  return 'own.js';
}

test.each([
  ['process.exit(3)', { code: 3, signal: null }],
  ["process.kill(process.pid, 'SIGKILL')", { code: null, signal: 'SIGKILL' }],
  ['process.abort()', { code: null, signal: 'SIGABRT' }],
  ["throw new Error('mine')", { code: 1, signal: null }],
] as const)('%s ends as it does outside', async (code, ending) => {
  const { code: exit, report } = await run(write(code));
  expect(sandboxEnding({ code: exit, signal: null }, report)).toEqual(ending);
});

test('a sandbox that cannot be made is no ending of the program', async () => {
  const { code, report, stderr } = await run('looks-around.js', [], { directory: '/no/such' });
  expect(() => sandboxEnding({ code, signal: null }, report)).toThrow('The sandbox could not be made (exit code 1).');
  expect(stderr).toMatch(/^bwrap: /);
});

test('no namespace can be made inside, where outside one can', async () => {
  copyFileSync(findCommand('unshare') ?? '', join(folder.path, 'app', 'unshare'));
  const code = `import { spawnSync } from 'node:child_process';
    console.log(spawnSync('/app/unshare', ['--user', '${findCommand('prlimit')}', '--version'], { encoding: 'utf8' }).stderr);`;
  expect((await run(write(code))).stdout).toMatch(/unshare failed/);
  const [file = '', ...args] = [...withoutRights(), join(folder.path, 'app', 'unshare'), '--user', 'true'];
  await promisify(execFile)(file, args);
});
