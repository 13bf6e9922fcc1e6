import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/**
 * The time that so many launches of an empty compiled program take, so many at a time, in seconds: below it no grader
 * that launches programs can come (DESIGN §8).
 */
export async function launchFloor(launches: number, atATime: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'socket-lab-bench-'));
  try {
    const script = join(folder, 'empty.mjs');
    await writeFile(script, '');
    let left = launches;
    const worker = async () => {
      while (left-- > 0) await execa(process.execPath, [script], { stdio: 'ignore' });
    };
    const begin = performance.now();
    await Promise.all(Array.from({ length: atATime }, worker));
    return (performance.now() - begin) / 1000;
  } finally {
    await rm(folder, { recursive: true });
  }
}
