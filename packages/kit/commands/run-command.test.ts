import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { missingPackage } from './run-command.ts';

vi.setConfig({ testTimeout: 60_000 });

const KIT = fileURLToPath(new URL('..', import.meta.url));
const course = mkdtempSync(join(tmpdir(), 'not installed é '));
const kit = join(course, 'packages/kit');
cpSync(KIT, kit, { recursive: true, filter: (path) => !path.includes(`${sep}node_modules`) });
cpSync(join(KIT, '../../packages/udp-pair/topic.yaml'), join(course, 'packages/udp-pair/topic.yaml'));
afterAll(() => rmSync(course, { recursive: true }));

test.each(['quiz', 'experiment', 'summary', 'ready', 'replay', 'try', 'test', 'test-topic'])(
  '%s in a course where nothing is installed is one line, exit code 2',
  (command) => {
    const cwd = join(course, 'packages/udp-pair');
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(kit, 'cli', `${command}.ts`)], {
      cwd,
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^The package \S+ is not installed\. In the folder of the course, run: pnpm install\n$/,
      ),
    });
  },
);

test('a file that is missing, or another error, is no package', () => {
  const error = (code: string, message: string) => Object.assign(new Error(message), { code });
  expect(missingPackage(error('ERR_MODULE_NOT_FOUND', "Cannot find module '/lab/x.ts' imported from /lab/y.ts"))).toBe(
    undefined,
  );
  expect(missingPackage(error('ENOENT', "Cannot find package 'x'"))).toBe(undefined);
  expect(missingPackage('yaml')).toBe(undefined);
});
