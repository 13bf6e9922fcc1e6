import { conversations, dataOf, since } from './conversation.ts';
import { comparedBytes, type Misconception } from './evidence.ts';

/** A client that had waited in vain was answered as soon as the others ended, none of which waited for anything. */
export const oneClientAfterTheOther: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.expected.length === 0) return undefined;
  const talks = conversations(evidence.wire);
  const served = talks.find((talk) => {
    const events = since(talk, 'the others end') ?? [];
    const end = events.findIndex((event) => event.kind === 'note' && event.afterthought !== 'the others end');
    const came = Buffer.concat(dataOf(end === -1 ? events : events.slice(0, end), 'program'));
    return talk.received.length === 0 && came.subarray(0, bytes.expected.length).equals(bytes.expected);
  });
  const areIdle = talks.every(
    (talk) =>
      talk === served ||
      talk.events.findLast(({ kind }) => kind === 'data')?.kind === undefined ||
      isAnswered(talk.events),
  );
  if (!served || !areIdle) return undefined;
  return `It looks as if a client is served only when those before it have left, because peer ${served.number} had its answer as soon as the others ended, and not before.`;
};

/** The last word was the program's. */
function isAnswered(events: ReturnType<typeof conversations>[number]['events']): boolean {
  const last = events.findLast((event) => event.kind === 'data');
  return last?.kind === 'data' && last.from === 'program';
}
