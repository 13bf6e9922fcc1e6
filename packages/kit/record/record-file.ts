import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../text/write-atomically.ts';
import type { Topic } from '../topic/topic.ts';
import { isTopicRecord, type TopicRecord } from './topic-record.ts';

/** In the folder of the course, out of git: what is in it can be found out again. */
const FOLDER = '.results';

type Place = Pick<Topic, 'id' | 'directory'>;

/** What is known of a topic's checks; nothing when they never ran here, or the file is not whole. */
export function readRecord(topic: Place): TopicRecord {
  try {
    const record: unknown = JSON.parse(readFileSync(pathOf(topic), 'utf8'));
    if (isTopicRecord(record)) return { ...record, schemaVersion: 2 };
  } catch {
    // not there, or no JSON
  }
  return { schemaVersion: 2, checks: {} };
}

/** Keeps a record for later commands. A course that cannot be written to loses the memory, and nothing else. */
export function writeRecord(topic: Place, record: TopicRecord): void {
  try {
    writeAtomically(pathOf(topic), `${JSON.stringify(record, undefined, 1)}\n`);
  } catch {
    // what it would have told is told by the next run
  }
}

const pathOf = ({ id, directory }: Place): string => join(directory, '..', '..', FOLDER, `${id}.json`);
