import { z } from 'zod';
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The last line of a task's output. Turbo keeps it with the rest, so a task that is replayed tells its counts again. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

export function countsIn(lines: readonly string[]): Counts | undefined {
  for (const line of lines.toReversed()) {
    const [, passed, failed, skipped] = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(line) ?? [];
    if (passed !== undefined) return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
  }
  return undefined;
}

export function sumOf(counts: Iterable<Counts>): Counts {
  const sum: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of counts) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

const schema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  success: z.boolean(),
});

/** By the report of vitest's reporter `json`. A file that does not load, or no report, is one failure. */
export function countTests(report: string): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, success } = parse(report);
  const failed = success ? numFailedTests : Math.max(1, numFailedTests);
  return { passed: numPassedTests, failed, skipped: numPendingTests };
}

function parse(report: string): z.infer<typeof schema> {
  try {
    return schema.parse(JSON.parse(report));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, success: false };
  }
}
