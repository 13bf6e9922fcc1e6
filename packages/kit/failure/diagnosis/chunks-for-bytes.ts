import type { Misconception } from './evidence.ts';
import { printedCount } from './printed-count.ts';

/** The number of 'data' events where that of bytes was asked for. */
export const chunksForBytes: Misconception = (evidence) => {
  const { wanted, printed, talk } = printedCount(evidence) ?? {};
  if (!talk || wanted !== talk.sent.length || talk.writes.length < 2 || printed !== talk.writes.length)
    return undefined;
  if (printed === wanted || printed === talk.sent.toString().length) return undefined;
  return `It looks as if 'data' events are counted and not bytes, because the peer sent ${wanted} bytes in ${printed} writes.`;
};
