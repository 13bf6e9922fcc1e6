import type { LastResults } from '../last-results.ts';

/** Where a watch shows what it finds out. */
export interface Display {
  /** How the run stands that goes on; the results of the one before stay. */
  running(status: string): void;
  /** A run is over. @param part of a failure that is longer than the screen; the hints stand at its end */
  results(results: LastResults, status: string, part: 'beginning' | 'end'): void;
  /** The next page of a failure that is longer than the screen. */
  more(): void;
  /** The watch is over. */
  close(): Promise<void>;
}
