import type { Conversation } from './conversation.ts';
import { type Evidence, onlyTalk } from './evidence.ts';
import { printedInstead } from './printed-instead.ts';

const BYTES = /(?<count>\d+)(?= bytes?\b)/;

/** A line with a number of bytes that was expected, and the number that was printed in it. */
export function printedCount(
  evidence: Evidence,
): { wanted: number; printed: number; talk: Conversation | undefined } | undefined {
  const { expected, printed } = printedInstead(evidence, BYTES) ?? {};
  if (!expected || !printed) return undefined;
  return { wanted: Number(expected[0]), printed: Number(printed.groups?.count), talk: onlyTalk(evidence) };
}
