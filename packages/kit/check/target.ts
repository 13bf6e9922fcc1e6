import { inject } from 'vitest';
import type { Isolation } from '../confine/level.ts';
import type { StagedProgram } from '../submission/stage-programs.ts';
import type { Topic } from '../topic/topic.ts';

/** What the checks of one run are about; the runner provides all of them to the suites (vitest `provide`). */
export interface CheckTarget {
  /** Tells the targets of one run apart: whose programs they are. */
  name: string;
  topic: Topic;
  /** The staged folder, absolute; `undefined` when the checks are only listed. */
  stagedDirectory?: string;
  programs: StagedProgram[];
  isolation: Isolation;
  program?: string;
  check?: string;
  title?: string;
  /** Deadlines off, the program waits for a debugger. */
  debug: boolean;
  seed: number;
  keepsRecording?: boolean;
  /** The ids of the checks whose failure brings the stronger hint, too; `all`: of every check. */
  strongerHints?: 'all' | readonly string[];
}

declare module 'vitest' {
  interface ProvidedContext {
    targets: CheckTarget[];
  }
}

let given: readonly CheckTarget[] | undefined;

/** Says what the checks are about, in a run that was begun before that was known (`kit/watch`). */
export function setTargets(targets: readonly CheckTarget[]): void {
  given = targets;
}

export function currentTargets(): readonly CheckTarget[] {
  const targets = given ?? (inject('targets') as CheckTarget[] | undefined);
  if (targets) return targets;
  throw new Error('These suites need a program to talk to. Run them with: pnpm --filter <topic> test');
}
