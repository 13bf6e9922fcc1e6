import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('fixtures/stalled-main.ts', import.meta.url));
/** Longer than the program's own time-out. */
const STOPPED_MS = 2_500;

const isStopped = (pid: number) => /\) T /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));

test('a check that fails while its process was stopped runs once more, another does not', {
  skip: process.platform !== 'linux',
  timeout: 60_000,
}, async () => {
  const runner = spawn(process.execPath, [MAIN], { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed = text(runner.stdout);
  await expect.poll(() => isStopped(runner.pid ?? 0), { timeout: 30_000 }).toBe(true);
  await delay(STOPPED_MS);
  runner.kill('SIGCONT');
  expect(JSON.parse(await printed)).toMatchObject({
    'asks/is-answered-late': { status: 'passed', launches: 2 },
    'asks/is-not-answered': { status: 'failed', launches: 1 },
  });
});
