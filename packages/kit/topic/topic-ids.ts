import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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
