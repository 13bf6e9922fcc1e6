import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, readlinkSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OWN_UID } from '@socket-lab/kit/isolation/unprivileged';
import type { Catalog, JobResult, WithInputs } from '../job-result.ts';
import { enterCommand } from './enter-command.ts';
import { holdNamespaces } from './hold-namespaces.ts';
import { nodeOf, openRunFolder, RUN_FOLDER_VARIABLE } from './run-folder.ts';
import type { RunnerMessage, RunnerTask } from './runner-main.ts';

const RUNNER_MAIN = fileURLToPath(new URL('runner-main.ts', import.meta.url));

/** This process's network, as a name: two processes of one network read the same. */
export const NETWORK = '/proc/self/ns/net';

/**
 * Does a job at level bubblewrap: in namespaces of its own, by a runner that has nothing of this process's environment,
 * and none of root's rights but that to read.
 * @param directory the job's
 * @throws Error when the grader or the machine failed, as `runJob` does
 */
export async function runConfined(directory: string): Promise<WithInputs<JobResult | Catalog>> {
  using cleanup = new DisposableStack();
  const runFolder = process.env[RUN_FOLDER_VARIABLE] ?? cleanup.use(openRunFolder()).path; // a job started by hand has none
  const folder = join(runFolder, basename(directory));
  cleanup.defer(() => rmSync(folder, { recursive: true, force: true }));
  const writable = [folder, ...compileCache()];
  for (const path of writable) makeRunners(path);
  await using namespaces = await holdNamespaces(writable);
  const task = { directory, stagedDirectory: join(folder, 'staged'), outside: readlinkSync(NETWORK) };
  return await runnerResult(namespaces.pid, nodeOf(runFolder), task);
}

async function runnerResult(pid: number, node: string, task: RunnerTask) {
  const [file = '', ...args] = enterCommand(pid, [node, RUNNER_MAIN, JSON.stringify(task)]);
  const { PATH } = process.env;
  const [NODE_COMPILE_CACHE] = compileCache();
  const runner = spawn(file, args, {
    env: {
      HOME: dirname(task.stagedDirectory),
      TMPDIR: dirname(task.stagedDirectory),
      ...(PATH && { PATH }),
      ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }),
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(runner, 'exit').then(([code, signal]) => ({ reason: `The runner ended with ${signal ?? code}.` }));
  const said = once(runner, 'message').then(([message]) => message as RunnerMessage);
  const message = await Promise.race([said, ended]);
  runner.kill('SIGKILL'); // it has said all, and Node can lock up in its own exit (lifeline.ts)
  await ended;
  if ('result' in message) return message.result;
  throw Object.assign(new Error(message.reason), 'stack' in message && { stack: message.stack });
}

/** Node keeps what it compiled below this folder, for each user apart. */
function compileCache(): string[] {
  const cache = process.env.NODE_COMPILE_CACHE;
  if (!cache) return [];
  return [process.getuid?.() === 0 ? `${cache}-${OWN_UID}` : cache];
}

function makeRunners(path: string): void {
  mkdirSync(path, { recursive: true });
  if (process.getuid?.() === 0) chownSync(path, OWN_UID, OWN_UID);
}
