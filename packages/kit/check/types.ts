import type { KeptFailure } from '../failure/kept-failure.ts';
import type { CheckRecording } from './recording.ts';
import type { Status } from './tally.ts';

export { STATUSES, type Status } from './tally.ts';

/** A check as its suite declares it, and as the list of a topic's checks is written and read. */
export interface CheckDeclaration {
  /** `server/echoes-bytes-that-arrive-in-two-writes` */
  id: string;
  /** A behaviour in the student's words: the line they read. */
  title: string;
  /** The program it starts: `server`, `01-hostname`. */
  program: string;
  /** The gap to look at when it fails. A check of something that the starter already has names none, and `needs` one. */
  gap?: number;
  /** When the program has to come through later gaps as well: the last of them. It is `todo` as long as that is open. */
  reaches?: number;
  points: number;
  /** One hint: where to look, never the solution. */
  hint: string;
  /** Beside the hint after three failures in a row, or with `--hint`: which call or event, not the line itself. */
  strongerHint?: string;
  /** The check of this program that must pass first, else `skipped`: its title in a suite, its id in a list. */
  needs?: string;
  /** Public checks are in the students' hands; hidden ones never leave the instructors' repository. */
  visibility: 'public' | 'hidden';
}

export interface Outcome {
  status: Status;
  /** What there is to say of it, in no language (failure/render-failure.ts puts it in words); absent when passed. */
  failure?: KeptFailure;
  durationMs: number;
  /** How many times the check launched the program; absent when it did not come so far. */
  launches?: number;
  recorded?: CheckRecording;
}

/** The folder of a suite tells whether its checks are hidden: `hidden/` or `tests/`. */
export function visibilityOf(suitePath: string): CheckDeclaration['visibility'] {
  return /[/\\]hidden[/\\][^/\\]+$/.test(suitePath) ? 'hidden' : 'public';
}
