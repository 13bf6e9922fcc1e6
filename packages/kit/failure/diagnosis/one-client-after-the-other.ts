import { type Conversation, dataOf, since } from './conversation.ts';
import { comparedBytes, type Misconception } from './evidence.ts';

/**
 * A client that had waited in vain was answered as soon as the others ended. None of these waited for anything: a program that
 * computes for one client might leave off when that one has gone.
 */
export const oneClientAfterTheOther: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.expected.length === 0) return undefined;
  const served = evidence.talks.find((talk) => {
    const events = since(talk, 'the others end') ?? [];
    const next = events.findIndex((event) => event.kind === 'note' && event.afterthought !== 'the others end');
    const came = Buffer.concat(dataOf(next === -1 ? events : events.slice(0, next), 'program'));
    return talk.received.length === 0 && came.subarray(0, bytes.expected.length).equals(bytes.expected);
  });
  if (!served || !evidence.talks.every((talk) => talk === served || !waits(talk, bytes.expected))) return undefined;
  return `It looks as if a client is served only when those before it have left, because peer ${served.number} had its answer as soon as the others ended, and not before.`;
};

/** Whether it had asked something and has had no answer. Where the answers are lines, half a line asks nothing yet. */
function waits({ events }: Conversation, answer: Buffer): boolean {
  const data = events.filter((event) => event.kind === 'data');
  const asked = Buffer.concat(dataOf(data.slice(data.findLastIndex(({ from }) => from === 'program') + 1), 'peer'));
  return asked.length > 0 && (asked.includes('\n') || !answer.includes('\n'));
}
