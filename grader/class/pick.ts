import { plainLine } from '@socket-lab/kit/text/plain-text';
import { UsageError } from '@socket-lab/kit/text/usage-error';

const SHOWN = 12;

/**
 * Those of `all` that are asked for by id, in the order of `all`; all when nothing is asked for.
 * @param what is being picked, for the message: `topic` @throws UsageError when one is asked for that is not there
 */
export function pick<T extends { id: string }>(all: T[], wanted: string[], what: string): T[] {
  if (wanted.length === 0) return all;
  const known = new Set(all.map(({ id }) => id));
  const unknown = wanted.find((id) => !known.has(id));
  if (unknown === undefined) return all.filter(({ id }) => wanted.includes(id));
  const names = [...known].slice(0, SHOWN).map(plainLine).join(', ');
  const more = known.size > SHOWN ? ` and ${known.size - SHOWN} more` : '';
  throw new UsageError(`There is no ${what} "${plainLine(unknown)}". There are: ${names}${more}.`);
}
