import { inject } from 'vitest';
import type { CheckTarget } from './target.ts';

let given: readonly CheckTarget[] | undefined;

/** Says what the checks are about, in a run that was begun before that was known (`kit/watch`). */
export function setTargets(targets: readonly CheckTarget[]): void {
  given = targets;
}

/** What the checks of this run are about. */
export function currentTargets(): readonly CheckTarget[] {
  const targets = given ?? (inject('targets') as CheckTarget[] | undefined);
  if (targets) return targets;
  throw new Error('These suites need a program to talk to. Run them with: pnpm --filter <topic> test');
}
