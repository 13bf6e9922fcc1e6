import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { needsCommand } from '../../interop/needs-command.ts';
import { selfTest } from './self-test.ts';

needsCommand('bwrap', 'setpriv');

test.runIf(process.platform === 'linux').each(['bubblewrap', 'node'] as const)(
  'level %s stops the attacks, which succeed without it',
  async (level) => {
    expect(await selfTest(level)).toBeUndefined();
  },
  60_000,
);

test.runIf(process.platform === 'linux')('a level that stops nothing is found out', { timeout: 60_000 }, async () => {
  expect(await selfTest('node', 'none')).toBe(
    "it stops no program that wants to read a file that is not the program's",
  );
});

test.runIf(process.platform === 'linux')(
  'an umask that gives others nothing is no fault',
  { timeout: 60_000 },
  async () => {
    const test = `process.umask(0o077);
    const { selfTest } = await import(${JSON.stringify(new URL('self-test.ts', import.meta.url))});
    console.log(await selfTest('bubblewrap'), await selfTest('node'));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', test]);
    expect(stdout).toBe('undefined undefined\n');
  },
);
