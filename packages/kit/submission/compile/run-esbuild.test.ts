import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { watchMemory } from './run-esbuild.ts';

async function endingOf(code: string): Promise<{ ended: boolean; signal: string | null }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['-e', code], (error) => {
      resolve({ ended: stop(), signal: (error?.signal as string | undefined) ?? null });
    });
    const stop = watchMemory(child, 200);
  });
}

test('ends a process that takes more memory than it may, and no other', { timeout: 60_000 }, async () => {
  const grows = 'const all = []; setInterval(() => all.push(Buffer.alloc(20 * 1024 * 1024, 1)), 10);';
  expect(await endingOf(grows)).toEqual({ ended: true, signal: 'SIGKILL' });
  expect(await endingOf('setTimeout(() => {}, 300);')).toEqual({ ended: false, signal: null });
});
