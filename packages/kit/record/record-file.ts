import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATUSES, type Status } from '../check/tally.ts';
import type { Words } from '../failure/message.ts';
import { writeAtomically } from '../text/write-atomically.ts';
import type { Topic } from '../topic/topic.ts';

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

/** What the last run of a public check on this machine found out. */
export interface CheckRecord {
  title: string;
  program: string;
  gap?: number;
  points: number;
  status: Status;
  /** What the program did. */
  summary?: Words;
  /** When it ran last, ISO 8601. */
  at: string;
  /** The seed of that run: with it the check draws the same again. */
  seed: number;
  /** The sha256 of the program that it ran on (`sourceDigest`): of another one it says nothing. */
  source: string;
  /** How many runs in a row it has failed, the last one included; 0 when it did not. */
  failedInARow: number;
}

/** The last results of a topic's public checks: `.results/<topic>.json` in the folder of the course. */
export interface TopicRecord {
  schemaVersion: 2;
  /** By check id, in the order of the suites. */
  checks: Record<string, CheckRecord>;
}

/**
 * Whether a value is a record, as a version of this kit wrote it: 1 had text where 2 has messages, and text is read as it
 * stands. By hand, and not by a schema: `pnpm progress` reads seven
 * records, and to load what checks schemas would cost it more than all of them.
 */
function isTopicRecord(value: unknown): value is TopicRecord {
  if (!isObject(value) || ![1, 2].includes(value.schemaVersion as number) || !isObject(value.checks)) return false;
  return Object.values(value.checks).every(isCheckRecord);
}

function isCheckRecord(value: unknown): value is CheckRecord {
  return isObject(value) && Object.entries(FIELDS).every(([name, isRight]) => isRight(value[name]));
}

const isText = (value: unknown) => typeof value === 'string';
const isNumber = (value: unknown) => typeof value === 'number';
const orNone = (isRight: (value: unknown) => boolean) => (value: unknown) => value === undefined || isRight(value);

const FIELDS: Record<keyof CheckRecord, (value: unknown) => boolean> = {
  title: isText,
  program: isText,
  gap: orNone(isNumber),
  points: isNumber,
  status: (value) => (STATUSES as readonly unknown[]).includes(value),
  summary: orNone((value) => isText(value) || (isObject(value) && isText(value.id))),
  at: isText,
  seed: isNumber,
  source: isText,
  failedInARow: isNumber,
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The sha256 of a student's program, in hex, whatever its line ends; empty when it is not there. */
export function sourceDigest(topic: Pick<Topic, 'directory'>, program: string): string {
  const source = readSource(topic, program);
  return source === undefined ? '' : digestOf(source);
}

/** The text of a student's program; `undefined` when it is not there. */
export function readSource({ directory }: Pick<Topic, 'directory'>, program: string): string | undefined {
  try {
    return readFileSync(join(directory, 'src', `${program}.ts`), 'utf8');
  } catch {
    return undefined;
  }
}

/** The sha256 of a program's text, as `sourceDigest`. */
export function digestOf(source: string): string {
  return createHash('sha256').update(source.replaceAll('\r\n', '\n')).digest('hex');
}
