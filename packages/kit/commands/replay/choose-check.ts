import { type CheckRecord, readRecord } from '../../record/record-file.ts';
import { UsageError } from '../../text/usage-error.ts';
import type { Topic } from '../../topic/topic.ts';

export interface ChosenCheck {
  topic: Topic;
  /** Its id, when its last run is known; else its title tells which. */
  id?: string;
  title: string;
  record?: CheckRecord;
}

/** Of those that failed in one run, the first in the order of the suites. @throws UsageError when none has failed */
export function lastFailed(topics: readonly Topic[]): ChosenCheck {
  const [last] = known(topics)
    .filter(({ record }) => record.status === 'failed')
    .sort((a, b) => (a.record.at < b.record.at ? 1 : a.record.at > b.record.at ? -1 : 0));
  if (last) return last;
  const where = topics.length === 1 ? ` of ${topics[0]?.id}` : '';
  throw new UsageError(
    `No check${where} has failed in its last run here, so there is nothing to replay. The checks are run by: pnpm --filter ${topics[0]?.id ?? 'TOPIC'} test`,
  );
}

/** @throws UsageError when neither a last run nor the user tells the topic */
export function checkNamed(title: string, topics: readonly Topic[]): ChosenCheck {
  const [found, other] = known(topics).filter(({ record }) => record.title === title);
  const [topic] = topics;
  if (found && (!other || topics.length === 1)) return found;
  if (topics.length === 1 && topic) return { topic, title };
  throw new UsageError(
    other
      ? `${found?.topic.id} and ${other.topic.id} both have a check “${title}”. Name the topic, too: pnpm replay ${found?.topic.id} --check "${title}"`
      : `No check “${title}” has run here yet. Name its topic, too: pnpm replay TOPIC --check "${title}"`,
  );
}

function known(topics: readonly Topic[]): Required<ChosenCheck>[] {
  return topics.flatMap((topic) =>
    Object.entries(readRecord(topic).checks).map(([id, record]) => ({ topic, id, title: record.title, record })),
  );
}
