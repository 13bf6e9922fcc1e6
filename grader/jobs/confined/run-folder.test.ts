import { execFile } from 'node:child_process';
import { chmod, constants, copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findCommand } from '@socket-lab/kit/confine/find-command';
import { canLendReads, isRoot } from '@socket-lab/kit/confine/unprivileged';
import { ESBUILD_VARIABLE, esbuildPath } from '@socket-lab/kit/submission/compile/run-esbuild';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../fixtures/temporary-folder.ts';

const run = promisify(execFile);
const from = (path: string) => JSON.stringify(new URL(path, import.meta.url));
const OPEN = `import { openRunFolder } from ${from('run-folder.ts')};
  const { statSync } = await import('node:fs');
  const folder = openRunFolder();
  console.log(statSync(folder.path).uid);
  folder[Symbol.dispose]();`;

/** Opens a run's folder in another process; what that prints, the error's line too, and what is left. */
async function open(...line: string[]): Promise<{ told: string; left: string[] }> {
  const folder = temporaryFolder();
  await chmod(folder, 0o755);
  const [file = '', ...args] = [...line, process.execPath, '--input-type=module', '-e', OPEN];
  const env = { PATH: process.env.PATH, TMPDIR: folder };
  const { stdout, stderr } = await run(file, args, { env }).catch((error: { stdout: string; stderr: string }) => error);
  return { told: stdout || (/^Error: .*$/m.exec(stderr)?.[0] ?? stderr), left: await readdir(folder) };
}

test.runIf(process.platform === 'linux' && isRoot())("a run's folder of root's is the programs' user's", async () => {
  expect(await open()).toEqual({ told: '61017\n', left: [] });
});

test.runIf(process.platform === 'linux' && isRoot())(
  "Node and esbuild can be started though they are root's alone",
  async () => {
    const folder = temporaryFolder();
    const [node, esbuild] = [join(folder, 'node'), join(folder, 'esbuild')];
    await copyFile(process.execPath, node, constants.COPYFILE_FICLONE);
    await copyFile(esbuildPath(), esbuild);
    for (const path of [node, esbuild]) await chmod(path, 0o700); // so does an umask of 077
    const start = `import { esbuildOf, nodeOf, openRunFolder } from ${from('run-folder.ts')};
    import { execFileSync } from 'node:child_process';
    import { withoutRights } from ${from('../../../packages/kit/confine/unprivileged.ts')};
    using folder = openRunFolder();
    for (const command of [[nodeOf(folder.path), '-p', '1 + 1'], [esbuildOf(folder.path), '--version']]) {
      const [file, ...args] = [...withoutRights(), ...command];
      console.log(execFileSync(file, args, { cwd: '/', encoding: 'utf8' }).trim());
    }`;
    const env = { ...process.env, [ESBUILD_VARIABLE]: esbuild };
    const { stdout } = await run(node, ['--input-type=module', '-e', start], { env });
    expect(stdout).toMatch(/^2\n\d+\.\d+\.\d+\n$/);
  },
);

/** unshare(1) makes a user namespace whose root is its only user. */
const alone = [findCommand('unshare') ?? 'unshare', '--user', '--map-root-user', '--'];
const canBeAlone = await run(alone[0] ?? '', [...alone.slice(1), 'true']).then(
  () => true,
  () => false,
);
test.runIf(process.platform === 'linux' && canBeAlone)(
  'root who is the only user is told so, and nothing is left',
  async () => {
    const { told, left } = await open(...alone);
    expect(told).toMatch(/^Error: this container has no user 61017, as whom root lets programs run\. Start it with /);
    expect(left).toEqual([]);
  },
);

const LACKS_READS = ['--inh-caps=-dac_read_search', '--bounding-set=-dac_read_search', '--'];
test.runIf(process.platform === 'linux' && isRoot() && canLendReads())(
  'root who cannot lend the right to read: only an open checkout can be graded',
  async () => {
    const { told, left } = await open(findCommand('setpriv') ?? '', ...LACKS_READS);
    const { isOpenToAll } = await import('./run-folder.ts');
    const refused = /^Error: root without the capability DAC_READ_SEARCH cannot grade from a folder /;
    expect(told).toMatch(isOpenToAll(import.meta.filename) ? /^61017\n$/ : refused);
    expect(left).toEqual([]);
  },
);
