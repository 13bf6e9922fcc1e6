import type { Failure } from '../failure.ts';
import { asBuffer } from './as-buffer.ts';
import type { Conversation } from './conversation.ts';

/** What a failed check has seen of the program. Neither the check's title nor its hint is among it. */
export interface Evidence extends Pick<Failure, 'comparison' | 'wire' | 'programs'> {
  /** The wire, by conversation. */
  talks: Conversation[];
}

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

/** Whether a program had ended, and not with exit code 0: then it is its error that counts. */
export function hasCrashed({ programs }: Evidence): boolean {
  return programs.some(({ ending }) => ending !== 'still running' && ending !== 'exit code 0');
}

/** The only conversation in which anything was said; `undefined` when there are more. */
export function onlyTalk({ talks }: Evidence): Conversation | undefined {
  const [talk, ...others] = talks.filter(({ events }) => events.some(({ kind }) => kind === 'data'));
  return others.length === 0 ? talk : undefined;
}
