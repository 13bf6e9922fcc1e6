import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isRoot } from '@socket-lab/kit/confine/unprivileged';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../fixtures/temporary-folder.ts';
import { handOver, unprivileged } from '../../interop/command.ts';
import { needsCommand } from '../../interop/needs-command.ts';
import { isOpenToAll } from './run-folder.ts';

const MAIN = fileURLToPath(new URL('fixtures/solutions-main.ts', import.meta.url));

/** One of each kind: TCP, worker threads, UDP, an npm package, names, the services database, ten megabytes of output. */
const PROGRAMS = [
  'echo-service/server',
  'socket-server/05-concurrent',
  'udp-pair/server',
  'ntp-client/01-library',
  'socket-utils/01-hostname',
  'socket-utils/02-resolve',
  'socket-utils/03-service-name',
  'http-client/05-response',
];
const PATIENCE_MS = 300_000;

needsCommand('bwrap', 'setpriv');

async function grade(programs: string[], isDropped = false): Promise<unknown> {
  const folder = temporaryFolder();
  if (isDropped) await handOver(folder);
  const line = [MAIN, folder, ...programs];
  const [file, args] = isDropped ? unprivileged(process.execPath, line) : [process.execPath, line];
  const { PATH } = process.env;
  const { stdout } = await promisify(execFile)(file, [...args], { env: { PATH, HOME: folder } });
  return JSON.parse(stdout);
}

const everyCheckPasses = (programs: string[]) => Object.fromEntries(programs.map((program) => [program, ['passed']]));

test.runIf(process.platform === 'linux')(
  'at level bubblewrap the solutions have full marks',
  async () => {
    expect(await grade(PROGRAMS)).toEqual(everyCheckPasses(PROGRAMS));
  },
  PATIENCE_MS,
);

test.runIf(isRoot() && isOpenToAll(MAIN))(
  'for an ordinary user too',
  async () => {
    const some = PROGRAMS.filter((program) => /echo|ntp|hostname/.test(program));
    expect(await grade(some, true)).toEqual(everyCheckPasses(some));
  },
  PATIENCE_MS,
);
