import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { workerThreads } from './worker-threads.ts';

const WORKERS = (count: number) => `
  const { Worker } = require('node:worker_threads');
  for (let i = 0; i < ${count}; i++) new Worker('setInterval(() => {}, 1000)', { eval: true, name: i ? 'own' : '' });
  require('node:dns').lookup('localhost', () => console.log('ready')); // starts threads of libuv
  setInterval(() => {}, 1000);
`;

test.runIf(process.platform === 'linux').each([0, 3])('%i worker threads are seen from outside', async (count) => {
  const program = spawn(process.execPath, ['-e', WORKERS(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(program.stdout, 'data');
    expect(workerThreads(program.pid ?? 0)).toBe(count);
  } finally {
    program.kill('SIGKILL');
  }
});

test('of a process that is not there, nothing is known', () => {
  expect(workerThreads(2 ** 30)).toBeUndefined();
});
