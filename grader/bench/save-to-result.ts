import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { median, timeCommand } from './time-command.ts';

export interface SaveToResult {
  /** From the save to the printed result in a watch, in seconds. */
  save: number;
  /** The same checks by a command of their own, in seconds. */
  plain: number;
  ratio: number;
}

/**
 * Saves a program in turn under a watch of its topic, and runs its checks by a command of their own; the first of each does
 * not count.
 * @param command the topic's test command: a script and its words
 * @param topicDirectory a topic in which everything passes; the program in it grows by a line with each save
 * @returns medians
 */
export async function saveToResult(
  command: readonly string[],
  topicDirectory: string,
  program: string,
  runs: number,
): Promise<SaveToResult> {
  const watch = execa(process.execPath, [...command, '--watch'], { cwd: topicDirectory, buffer: false, reject: false });
  const results = watch[Symbol.asyncIterator]();
  try {
    await untilResult(results);
    const pairs: SaveToResult[] = [];
    for (let run = 0; run <= runs; run++) {
      const plain = await timeCommand({ args: [...command, program], cwd: topicDirectory });
      const begin = performance.now();
      await appendFile(join(topicDirectory, 'src', `${program}.ts`), `// save ${run}\n`);
      await untilResult(results);
      const save = (performance.now() - begin) / 1000;
      if (run > 0) pairs.push({ save, plain, ratio: save / plain });
    }
    const of = (key: keyof SaveToResult) => median(pairs.map((pair) => pair[key]));
    return { save: of('save'), plain: of('plain'), ratio: of('ratio') };
  } finally {
    watch.kill();
    await watch;
  }
}

async function untilResult(lines: AsyncIterator<string | Uint8Array>): Promise<void> {
  for (;;) {
    const { done, value } = await lines.next();
    if (done) throw new Error('The watch has ended.');
    if (String(value).endsWith('public points.')) return;
  }
}
