/** What grading would make of what is here: of a topic, or of the repository around all of them. */
export interface Readiness {
  /** `nothing yet`: the starters are as they were, or there is nothing at all. */
  state: 'ready' | 'to mend' | 'nothing yet';
  /** What would be refused, or would not arrive: each a paragraph, its first line a sentence. */
  faults: string[];
  /** What is good to know, and is no fault. */
  notes: string[];
  /** Programs that do not compile, by file: of their types nothing is to be said. */
  broken?: string[] | undefined;
}

/** Ready, or to mend when there is a fault. */
export function readiness(faults: string[], notes: string[]): Readiness {
  return { state: faults.length > 0 ? 'to mend' : 'ready', faults, notes };
}
