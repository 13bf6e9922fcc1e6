import type { Misconception } from './evidence.ts';
import { printedCount } from './printed-count.ts';

/** One variable counts for all clients: the number is that of the bytes of all of them. */
export const oneCountForAll: Misconception = (evidence) => {
  const { wanted, printed } = printedCount(evidence) ?? {};
  const sizes = evidence.talks.map(({ sent }) => sent.length);
  if (sizes.length < 2 || !sizes.includes(wanted ?? -1)) return undefined;
  if (printed === wanted || printed !== sizes.reduce((sum, size) => sum + size, 0)) return undefined;
  return `It looks as if one variable counts for all clients, because ${printed} is what all of them sent together, and ${wanted} what this one did.`;
};
