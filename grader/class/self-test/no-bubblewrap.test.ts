import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findCommand } from '@socket-lab/kit/confine/find-command';
import { isRoot } from '@socket-lab/kit/confine/unprivileged';
import { expect, test } from 'vitest';

/** Hides a program of the machine from what follows, which sees no other difference (mount_namespaces(7)). */
const WITHOUT = 'mount --bind /dev/null "$0" && exec "$@"';
const TEST = `import { selfTest } from ${JSON.stringify(new URL('self-test.ts', import.meta.url))};
  console.log(await selfTest('bubblewrap'));`;

const run = promisify(execFile);
const bwrap = findCommand('bwrap') ?? '';
const hidden = ['--mount', 'sh', '-c', WITHOUT, bwrap];
const canHide = isRoot() && (await run('unshare', [...hidden, 'true']).then(Boolean, () => false));

test.runIf(process.platform === 'linux' && canHide)(
  'without bwrap the self-test says so in a line, while its control still runs',
  { timeout: 60_000 },
  async () => {
    const told = await run('unshare', [...hidden, process.execPath, '--input-type=module', '-e', TEST]);
    expect(told).toEqual({ stdout: 'bwrap is not installed.\n', stderr: '' });
  },
);
