import { join } from 'node:path';
import { nearest } from '../text/nearest.ts';
import { UsageError } from '../text/usage-error.ts';
import { readTopic } from './read-topic.ts';
import type { Topic } from './topic.ts';
import { topicIds } from './topic-ids.ts';

/** All but the drafts when none is named. @throws UsageError with a list of topics, or what is wrong with one */
export function topicsNamed(names: readonly string[], courseDirectory: string): Topic[] {
  const ids = topicIds(courseDirectory);
  const meant = names.map((name) => topicMeant(name, ids));
  const topics = (names.length > 0 ? meant : ids).map((name) => readTopic(join(courseDirectory, 'packages', name)));
  return names.length > 0 ? topics : topics.filter(({ draft = false }) => !draft);
}

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
