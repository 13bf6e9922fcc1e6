import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { commandOf, readWorkflow, runStep, withOwnStore } from '../interop/workflows/workflow.ts';
import { makeHandout } from './make-handout.ts';
import { writeHandout } from './write-handout.ts';

const COURSE = fileURLToPath(new URL('../..', import.meta.url));
const TOPIC = 'packages/echo-service';
const root = mkdtempSync(join(tmpdir(), 'check é '));
const fork = join(root, 'my fork');
afterAll(() => rmSync(root, { recursive: true }));

test.skipIf(process.platform === 'win32')('its steps on a fork with one program that is wrong', async () => {
  const { files } = makeHandout(COURSE);
  writeHandout(files, fork);
  const right = readFileSync(join(COURSE, TOPIC, 'solution/server.ts'), 'utf8');
  writeFileSync(join(fork, TOPIC, 'src/server.ts'), right.replace('write(chunk)', "write('no echo')"));
  const workflow = readWorkflow(readFileSync(join(fork, '.github/workflows/check.yml'), 'utf8'));
  const step = async (name: string) =>
    runStep(await withOwnStore(commandOf(workflow, 'check', name)), {
      cwd: fork,
      env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(root, 'summary.md') },
    });

  expect(await step('Install')).toMatchObject({ exitCode: 0 });
  const { stdout, exitCode } = await step('Check');
  expect(exitCode, stdout).toBe(1);
  const summary = readFileSync(join(root, 'summary.md'), 'utf8');
  expect(summary).toMatch(/^# Socket Lab: \d+ of \d+ public points\n\n\| topic /);
  expect(summary).toMatch(/^## echo-service: server, “.*”\n\n```text\n/m);
  // What programs printed stands between the two lines that stop GitHub from reading commands in it.
  const [, word = '?'] = /^::stop-commands::(\S+)$/m.exec(stdout) ?? [];
  const [, behind = ''] = stdout.split(`::${word}::`);
  expect(
    behind
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('::')),
  ).toEqual([expect.stringMatching(/^::error file=packages\/echo-service\/src\/server\.ts,line=\d+,title=[^,:]+::.+/)]);
  expect(JSON.parse(readFileSync(join(fork, 'badge.json'), 'utf8'))).toMatchObject({ color: 'red' });
});
