import { type Listener, labelOf, type TaskResult } from './run-tasks.ts';

/** How often a task that takes long is named again, in milliseconds. */
const STILL_MS = 60_000;

/** A line when a task begins, one with its counts when it ends, and all of its output when something of it failed. */
export function showTasks(print: (line: string) => void): Listener & Disposable {
  const running = new Map<string, number>();
  const timer = setInterval(() => {
    for (const [label, began] of running) print(`  ${label} … ${inWords((performance.now() - began) / 1000)}`);
  }, STILL_MS).unref();
  return {
    began(label) {
      running.set(label, performance.now());
      print(`  ${label} …`);
    },
    ended(result) {
      running.delete(labelOf(result));
      if (result.counts.failed > 0) for (const line of result.output) print(line);
      print(resultLine(result));
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

export function resultLine(result: TaskResult): string {
  const { passed, failed, skipped } = result.counts;
  const time = result.isReplayed ? 'from the cache' : inWords(result.seconds);
  const counts = [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])];
  return `${labelOf(result).padEnd(24)} ${counts.join(', ')}   ${time}`;
}

function inWords(seconds: number): string {
  return seconds < 60 ? `${seconds.toFixed(0)} s` : `${Math.floor(seconds / 60)} min ${(seconds % 60).toFixed(0)} s`;
}
