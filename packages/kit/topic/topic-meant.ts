import { nearest } from '../text/nearest.ts';
import { UsageError } from '../text/usage-error.ts';

/**
 * The topic that is called by a name, or by the path of its folder: a shell completes `packages/udp-pair/`.
 * @param what in the message, instead of a topic: `quiz of`
 * @throws UsageError with the topic that is perhaps meant, or a list of all
 */
export function topicMeant(name: string, ids: readonly string[], what = 'topic'): string {
  const last = name.split(/[\\/]/).findLast((part) => part !== '') ?? '';
  if (ids.includes(last)) return last;
  const near = nearest(last, ids);
  const help = near === undefined ? `There are: ${ids.join(', ')}.` : `Did you mean ${near}?`;
  throw new UsageError(`There is no ${what} "${name}". ${help}`);
}
