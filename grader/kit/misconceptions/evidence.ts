import type { Failure } from '../words/failure.ts';
import { asBuffer } from './as-buffer.ts';

/** What a failed check has seen of the program. Neither the check's title nor its hint is among it. */
export type Evidence = Pick<Failure, 'comparison' | 'wire' | 'programs'>;

/** Says what the program looks as if it did, and because of what; `undefined` when that is not unmistakable. */
export type Misconception = (evidence: Evidence) => string | undefined;

/** What was expected and what came, where that is bytes. */
export function comparedBytes({ comparison }: Evidence): { expected: Buffer; received: Buffer } | undefined {
  if (comparison?.kind !== 'bytes') return undefined;
  return { expected: asBuffer(comparison.expected), received: asBuffer(comparison.received) };
}

/** Whether every program of the check was still running when it failed: then none has crashed. */
export function allRun({ programs }: Evidence): boolean {
  return programs.length > 0 && programs.every(({ ending }) => ending === 'still running');
}
