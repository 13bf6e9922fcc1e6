import { quoted } from '../../text/printable.ts';
import type { ProgramEnding } from '../exit.ts';
import type { Failure } from '../failure.ts';
import type { Message } from '../message.ts';
import { asBuffer, type Conversation } from './conversation.ts';

/** What a failed check has seen of the program. Neither the check's title nor its hint is among it. */
export interface Evidence extends Pick<Failure, 'comparison' | 'wire' | 'programs'> {
  talks: Conversation[];
}

/** Says what the program looks as if it did, and because of what; `undefined` when that is not unmistakable. */
export type Misconception = (evidence: Evidence) => Message | undefined;
/** No check compares more: what floods the peer looks like nothing else, and would take minutes to look through. */
const MOST_BYTES = 67_108_864;

/** What was expected and what came, where that is bytes. */
export function comparedBytes({ comparison }: Evidence): { expected: Buffer; received: Buffer } | undefined {
  if (comparison?.kind !== 'bytes') return undefined;
  if (comparison.expected.length + comparison.received.length > MOST_BYTES) return undefined;
  return { expected: asBuffer(comparison.expected), received: asBuffer(comparison.received) };
}

/** Whether every program of the check was still running when it failed: then none has crashed. */
export function allRun({ programs }: Evidence): boolean {
  return programs.length > 0 && programs.every(({ ending }) => isRunning(ending));
}

/** Whether a program had ended, and not with exit code 0: then it is its error that counts. */
export function hasCrashed({ programs }: Evidence): boolean {
  return programs.some(({ ending }) => !isRunning(ending) && ending.code !== 0);
}

/** The only conversation in which anything was said; `undefined` when there are more. */
export function onlyTalk({ talks }: Evidence): Conversation | undefined {
  const [talk, ...others] = talks.filter(({ events }) => events.some(({ kind }) => kind === 'data'));
  return others.length === 0 ? talk : undefined;
}

function isRunning({ code, signal, stoppedAt }: ProgramEnding): boolean {
  return code === null && signal === null && stoppedAt === undefined;
}

/** So much of what came is quoted in a sentence. */
const COLUMNS = 24;

/** The end of long bytes, the whole of short ones, in quotes: a sentence has little room. */
export function inQuotes(bytes: string | Uint8Array): string {
  return quoted(bytes, { columns: COLUMNS });
}
