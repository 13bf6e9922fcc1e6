import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { countTests } from './count-tests.ts';
import type { Counts } from './counts.ts';

/** The task `unit`. @param folder the package's, relative to the course: `packages/kit` */
export async function unit(courseDirectory: string, folder: string, signal: AbortSignal): Promise<Counts> {
  const directory = await mkdtemp(join(tmpdir(), 'socket-lab-test-'));
  const report = join(directory, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    await execa('vitest', ['run', `${folder}/`, ...reporters], {
      cwd: courseDirectory,
      preferLocal: true,
      stdio: 'inherit',
      reject: false,
      cancelSignal: signal,
    });
    signal.throwIfAborted();
    return countTests(await readFile(report, 'utf8').catch(() => ''));
  } finally {
    await rm(directory, { recursive: true });
  }
}
