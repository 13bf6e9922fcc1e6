import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { findCommand } from '@socket-lab/kit/confine/find-command';
import { killGroup } from '@socket-lab/kit/confine/kill-group';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { DEFAULT_LIMITS } from '@socket-lab/kit/confine/limits';
import { REPORT_FD } from '@socket-lab/kit/confine/sandbox';
import { isRoot, OWN_UID, withoutRights } from '@socket-lab/kit/confine/unprivileged';
import { launchCommand } from '@socket-lab/kit/program/launch-command';
import { enterCommand, holdNamespaces, lastLine } from '../../jobs/confined/namespaces.ts';
import { nodeOf, openRunFolder } from '../../jobs/confined/run-folder.ts';

const PROBE = fileURLToPath(new URL('probe.js', import.meta.url));
const CHILDREN = 110; // More than a program may have (the limits' default is 96).
const PROBE_MS = 20_000; // A probe that takes longer hangs, in milliseconds.

const ATTACKS = {
  read: "read a file that is not the program's",
  write: 'write a file',
  see: 'see another process',
  start: `start ${CHILDREN} processes`,
  connect: "reach a server on this machine's loopback",
} as const;
type Attack = keyof typeof ATTACKS;

const STOPPED: Record<Exclude<Isolation, 'none'>, Attack[]> = {
  bubblewrap: ['read', 'write', 'see', 'start', 'connect'],
  node: ['read', 'write', 'start'],
};

/**
 * Attacks a level, with it and without as the control: an attack that cannot succeed proves nothing. At level bubblewrap
 * Node's own permissions are off, so the namespaces hold alone. @param tested another level, in a test of this self-test
 * @param signal ends it early
 * @returns what is wrong, in one line; `undefined` when every attack was stopped
 */
export async function selfTest(
  level: Exclude<Isolation, 'none'>,
  tested: Isolation = level,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const { confined, control } = await attack(tested, signal);
    const idle = STOPPED[level].find((each) => !control[each]);
    if (idle) return `its self-test proves nothing here: a program without isolation cannot ${ATTACKS[idle]} either`;
    const open = STOPPED[level].find((each) => confined[each]);
    return open && `it stops no program that wants to ${ATTACKS[open]}`;
  } catch (error) {
    return (error as Error).message;
  }
}

type Could = Record<Attack, boolean>;

async function attack(level: Isolation, signal: AbortSignal | undefined): Promise<{ confined: Could; control: Could }> {
  await using cleanup = new AsyncDisposableStack();
  const folder = cleanup.use(openRunFolder()).path;
  const app = join(folder, 'app');
  const script = join(app, 'probe.js');
  const packageJson = join(app, 'package.json');
  const secret = join(folder, 'secret');
  mkdirSync(app);
  copyFileSync(PROBE, script);
  writeFileSync(packageJson, '{ "type": "module" }\n');
  writeFileSync(secret, 'secret');
  if (isRoot()) for (const path of [app, packageJson, script, secret]) chownSync(path, OWN_UID, OWN_UID);
  const server = cleanup.use(createServer((socket) => socket.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const victim = bystander();
  cleanup.defer(() => void victim.kill('SIGKILL'));
  const aims = { secret, pid: victim.pid, port, children: CHILDREN };
  const node = nodeOf(folder);
  const launch = (file: string) => ({
    script,
    args: [JSON.stringify({ ...aims, file: join(folder, file) })],
    reads: [],
    limits: DEFAULT_LIMITS,
    workers: false,
    node,
  });
  const plain = (isolation: 'node' | 'none', file: string) => {
    const command = launchCommand({ ...launch(file), isolation });
    return [...withoutRights(), command.file, ...command.args];
  };
  const control = could(plain('none', 'control'), signal);
  const settled = control.then(nothing, nothing);
  cleanup.defer(() => settled); // it needs the folder to its end, whatever else goes wrong
  if (level !== 'bubblewrap')
    return { confined: await could(plain(level, 'confined'), signal), control: await control };
  const { pid } = cleanup.use(await holdNamespaces([folder]));
  const { file, args } = launchCommand({ ...launch('confined'), isolation: 'bubblewrap', permissions: false });
  return { confined: await could(enterCommand(pid, [file, ...args]), signal), control: await control };
}

function bystander() {
  const [file = '', ...args] = [...withoutRights(), findCommand('cat') ?? 'cat'];
  return spawn(file, args, { env: {}, cwd: '/', stdio: ['pipe', 'ignore', 'ignore'] }).on('error', () => {});
}

async function could([file = '', ...args]: string[], signal: AbortSignal | undefined): Promise<Could> {
  signal?.throwIfAborted();
  const probe = spawn(file, args, {
    env: {},
    cwd: '/',
    detached: true, // a process group of its own: a bwrap that fails leaves a child that waits for ever
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const kill = () => probe.pid !== undefined && killGroup(probe.pid);
  const hangs = setTimeout(kill, PROBE_MS);
  signal?.addEventListener('abort', kill, { once: true });
  const ended = once(probe, 'exit').finally(kill);
  const streams = [probe.stdout, probe.stderr, probe.stdio[REPORT_FD]] as Readable[];
  const [[told = '', faults = '']] = await Promise.all([Promise.all(streams.map((stream) => text(stream))), ended]);
  clearTimeout(hangs);
  signal?.removeEventListener('abort', kill);
  try {
    return JSON.parse(told);
  } catch {
    throw new Error(faultIn(faults) || 'a program does not run in it');
  }
}

/** The line of stderr that says what is wrong: Node's last one is its version. */
const faultIn = (faults: string): string => /^\w*Error\b.*$/m.exec(faults)?.[0] ?? lastLine(faults);

function nothing(): void {}
