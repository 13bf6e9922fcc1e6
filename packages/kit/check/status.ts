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
