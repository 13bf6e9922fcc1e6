import { inject } from 'vitest';
import type { Subject } from './target.ts';

let given: readonly Subject[] | undefined;

/** Says what the checks are about, in a run that was begun before that was known (`kit/watch`). */
export function giveSubjects(subjects: readonly Subject[]): void {
  given = subjects;
}

/** What the checks of this run are about. */
export function theSubjects(): readonly Subject[] {
  const subjects = given ?? (inject('subjects') as Subject[] | undefined);
  if (subjects) return subjects;
  throw new Error('These suites need a program to talk to. Run them with: pnpm --filter <topic> test');
}
