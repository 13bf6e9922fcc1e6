import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, readlinkSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asRunner, isRoot, OWN_UID } from '@socket-lab/kit/confine/unprivileged';
import { ESBUILD_VARIABLE } from '@socket-lab/kit/submission/compile/run-esbuild';
import type { JobLock } from '../job-lock.ts';
import type { JobResult, WithInputs } from '../job-result.ts';
import { enterCommand, holdNamespaces } from './namespaces.ts';
import { writeOwnDatabases } from './own-databases.ts';
import { esbuildOf, nodeOf, openRunFolder, RUN_FOLDER_VARIABLE } from './run-folder.ts';
import type { RunnerMessage, RunnerTask } from './runner-main.ts';

const RUNNER_MAIN = fileURLToPath(new URL('runner-main.ts', import.meta.url));

/**
 * Does a job in a process of its own, with none of our environment and none of root's rights but that to read; at level
 * bubblewrap in namespaces of its own. @throws Error when the grader or the machine failed
 */
export async function runConfined(
  directory: string,
  { isolation, topicDirectory }: Pick<JobLock, 'isolation' | 'topicDirectory'>,
): Promise<WithInputs<JobResult>> {
  await using cleanup = new AsyncDisposableStack();
  const runFolder = process.env[RUN_FOLDER_VARIABLE] ?? cleanup.use(openRunFolder()).path; // a job started by hand has none
  const folder = join(runFolder, basename(directory));
  cleanup.defer(() => rmSync(folder, { recursive: true, force: true }));
  const cache = isRoot() ? join(runFolder, 'compile-cache') : process.env.NODE_COMPILE_CACHE; // where the runner can write
  const writable = [folder, ...(cache === undefined ? [] : [cache])];
  for (const path of writable) makeRunners(path);
  const task: RunnerTask = { directory, stagedDirectory: join(folder, 'staged') };
  const runner = (task: RunnerTask) => [...asRunner(), nodeOf(runFolder), RUNNER_MAIN, JSON.stringify(task)];
  // vitest keeps a token of its own in the home, and there need not be one.
  const esbuild = esbuildOf(runFolder);
  const env = {
    ...{ HOME: folder, TMPDIR: folder },
    ...(cache !== undefined && { NODE_COMPILE_CACHE: cache }),
    ...(esbuild !== undefined && { [ESBUILD_VARIABLE]: esbuild }),
  };
  if (isolation !== 'bubblewrap') return await resultOf(runner(task), env);
  const databases = writeOwnDatabases(folder, resolve(directory, topicDirectory));
  const { pid } = cleanup.use(await holdNamespaces(writable, databases));
  const outside = readlinkSync('/proc/self/ns/net');
  return await resultOf(enterCommand(pid, runner({ ...task, outside })), env);
}

async function resultOf([file = '', ...args]: string[], env: NodeJS.ProcessEnv) {
  const { PATH } = process.env;
  const runner = spawn(file, args, {
    env: { ...env, ...(PATH && { PATH }) },
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

function makeRunners(path: string): void {
  mkdirSync(path, { recursive: true });
  if (isRoot()) chownSync(path, OWN_UID, OWN_UID);
}
