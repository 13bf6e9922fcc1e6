import { isAlike } from './alignment.ts';
import { comparedBytes, type Misconception, onlyTalk } from './evidence.ts';
import { inQuotes } from './in-quotes.ts';

/** UDP taken for a stream: what came in several datagrams left in one. */
export const joinsDatagrams: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  const talk = onlyTalk(evidence);
  if (!bytes || !talk || talk.connectedBy !== undefined || talk.writes.length < 2) return undefined;
  if (bytes.received.length === 0 || !isAlike(bytes.received, talk.sent)) return undefined;
  const [first = '', second = ''] = talk.writes;
  return `It looks as if datagrams are joined like the bytes of a stream, because one reply answers ${inQuotes(first)} and ${inQuotes(second)}, which were ${talk.writes.length} datagrams.`;
};
