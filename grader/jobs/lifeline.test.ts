import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { LIFELINE_VARIABLE, Lifeline } from './lifeline.ts';

const HOLD = fileURLToPath(new URL('lifeline.ts', import.meta.url));

function holder(lifeline: string, then: string): ChildProcess {
  const folder = temporaryFolder();
  const script = join(folder, 'job-main.mjs');
  writeFileSync(
    script,
    `import { holdLifeline } from ${JSON.stringify(HOLD)};
     const lifeline = await holdLifeline('a job');
     setInterval(() => {}, 1000);
     ${then}`,
  );
  const env = { ...process.env, [LIFELINE_VARIABLE]: lifeline };
  const child = spawn(process.execPath, [script], { env, stdio: 'inherit' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function open(lastMs?: number) {
  const said: unknown[] = [];
  const waiting: ((message: unknown) => void)[] = [];
  const lifeline = await Lifeline.open(
    (job, message) => {
      const heard = { from: job, ...message };
      const next = waiting.shift();
      if (next) next(heard);
      else said.push(heard);
    },
    { ...(lastMs !== undefined && { lastMs }) },
  );
  const heard = () => (said.length > 0 ? Promise.resolve(said.shift()) : new Promise((next) => waiting.push(next)));
  onTestFinished(() => lifeline.close());
  return { lifeline, heard };
}

test('tells which job begins and how it ends', async () => {
  const { lifeline, heard } = await open();
  const child = holder(lifeline.path, `await lifeline.ended('done'); process.exit(0);`);
  expect(await heard()).toEqual({ from: 'a job', job: 'a job', pid: child.pid });
  expect(await heard()).toEqual({ from: 'a job', ended: 'done' });
});

test('ends the jobs that hold it when it is closed', async () => {
  const { lifeline, heard } = await open();
  const ended = once(holder(lifeline.path, ''), 'exit');
  await heard();
  await lifeline.close();
  expect(await ended).toEqual([1, null]);
});

test('kills a job that does not end by itself', async () => {
  const { lifeline, heard } = await open();
  const ended = once(holder(lifeline.path, `process.on('exit', () => { for (;;) {} });`), 'exit');
  await heard();
  await lifeline.close();
  expect(await ended).toEqual([null, 'SIGKILL']);
});

test.runIf(process.platform === 'linux')('kills a job that has said how it ended, and locks up', async () => {
  const { lifeline, heard } = await open(50);
  const ended = once(holder(lifeline.path, `await lifeline.ended('done'); for (;;) {}`), 'exit');
  await heard();
  expect(await heard()).toEqual({ from: 'a job', ended: 'done' });
  expect(await ended).toEqual([null, 'SIGKILL']);
});

test('ends a job that comes too late', async () => {
  const { lifeline } = await open();
  await lifeline.close();
  expect(await once(holder(lifeline.path, ''), 'exit')).toEqual([1, null]);
});
