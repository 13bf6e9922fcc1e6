import { join } from 'node:path';
import { readTopic } from './read-topic.ts';
import type { Topic } from './topic.ts';
import { topicIds, topicMeant } from './topic-ids.ts';

/** All but the drafts when none is named. @throws UsageError with a list of topics, or what is wrong with one */
export function topicsNamed(names: readonly string[], courseDirectory: string): Topic[] {
  const ids = topicIds(courseDirectory);
  const meant = names.map((name) => topicMeant(name, ids));
  const topics = (names.length > 0 ? meant : ids).map((name) => readTopic(join(courseDirectory, 'packages', name)));
  return names.length > 0 ? topics : topics.filter(({ draft = false }) => !draft);
}
