import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../text/nearest.ts';
import { UsageError } from '../text/usage-error.ts';

/** Each folder under `packages/` with a `topic.yaml`, by its `lesson`; those without one come last, by name. */
export function topicIds(courseDirectory: string): string[] {
  const packages = join(courseDirectory, 'packages');
  return readdirSync(packages)
    .flatMap((id) => lessonOf(id, join(packages, id, 'topic.yaml')) ?? [])
    .sort((a, b) => a.lesson - b.lesson || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

/** Its number, found in the text: a command that only lists topics need not load what reads YAML. */
function lessonOf(id: string, file: string): { id: string; lesson: number } | undefined {
  try {
    const [, lesson] = /^lesson: *(\d+)/m.exec(readFileSync(file, 'utf8')) ?? [];
    return { id, lesson: lesson === undefined ? Number.MAX_SAFE_INTEGER : Number(lesson) };
  } catch {
    return undefined; // a folder, or a file, that is no topic
  }
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
