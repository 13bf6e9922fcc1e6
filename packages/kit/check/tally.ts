export interface Tally {
  score: number;
  points: number;
  counts: Record<Status, number>;
  /** How many need somebody to look: failed, or nobody knows. */
  wrong: number;
}

export function tally(checks: Iterable<{ status: Status; points: number }>): Tally {
  const counts = { passed: 0, failed: 0, todo: 0, skipped: 0, flaky: 0, error: 0 };
  let [score, all] = [0, 0];
  for (const { status, points } of checks) {
    counts[status]++;
    all += points;
    if (status === 'passed') score += points;
  }
  return { score, points: all, counts, wrong: counts.failed + counts.flaky + counts.error };
}

/** Checks with how each has ended: `error`, when nobody knows. */
export function ended<Check extends { id: string; points: number }>(
  checks: readonly Check[],
  outcomes: Readonly<Record<string, { status: Status }>>,
): (Check & { status: Status })[] {
  return checks.map((check) => ({ ...check, status: outcomes[check.id]?.status ?? 'error' }));
}

/** `2 passed, 1 failed`: those of which there are none are left out. */
export function countsInWords(counts: Tally['counts'], statuses: readonly Status[] = STATUSES): string {
  return statuses.flatMap((status) => (counts[status] > 0 ? [`${counts[status]} ${status}`] : [])).join(', ');
}

/** The statuses of a check, everywhere the same (in the terminal, in result.json, in the gradebook). */
export const STATUSES = ['passed', 'failed', 'todo', 'skipped', 'flaky', 'error'] as const;

/**
 * - `passed`: the program did what the check asks.
 * - `failed`: it did something else.
 * - `todo`: it reached an open gap, or the program is not there.
 * - `skipped`: the check it needs did not pass.
 * - `flaky`: reruns disagree; a human looks.
 * - `error`: the grader or the machine failed; never a zero, never cached.
 */
export type Status = (typeof STATUSES)[number];
