import type { KeptFailure } from '../failure/kept-failure.ts';
import type { Seen } from './recording.ts';

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

/** Public checks are in the students' hands; hidden ones never leave the instructors' repository. */
export type Visibility = 'public' | 'hidden';

/** What a suite declares of a check, beside the code of it. */
export interface CheckDeclaration {
  /** `server/echoes-bytes-that-arrive-in-two-writes` */
  id: string;
  /** A behaviour in the student's words: the line they read. */
  title: string;
  /** The name of the program: `server`, `01-hostname`. */
  program: string;
  /** The number of the gap to look at when it fails; a check of something the starter has names none. */
  gap?: number;
  /** The last gap that the program comes through in it, when that is a later one: `todo` as long as that is open. */
  reaches?: number;
  points: number;
  hint: string;
  /** Said beside the hint when that has not helped; every public check has one. */
  strongerHint?: string;
  /** The id of the check that must pass first, else this one is `skipped`. */
  needs?: string;
  visibility: Visibility;
}

/** What came of one check in one run. */
export interface Outcome {
  status: Status;
  /** What there is to say of it, in no language (failure/render-failure.ts puts it in words); absent when passed. */
  failure?: KeptFailure;
  durationMs: number;
  /** How many times the check launched the program; absent when it did not come so far. */
  launches?: number;
  /** All that the check saw, when the run was asked to keep it. */
  seen?: Seen;
}
