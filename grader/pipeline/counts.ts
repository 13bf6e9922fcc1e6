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
