import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topic } from '../../../topic/topic.ts';

/** The programs that are others now that some were saved: those, and whoever imports one of them (`./server.ts`). */
export function affectedPrograms(topic: Topic, saved: Iterable<string>): Set<string> {
  const sources = Object.keys(topic.programs).map((name) => [name, sourceOf(topic, name)] as const);
  const affected = new Set(saved);
  for (const name of affected) {
    // What is added here comes to its turn, too.
    for (const [other, source] of sources) if (names(source, name)) affected.add(other);
  }
  return affected;
}

function sourceOf({ directory }: Topic, name: string): string {
  try {
    return readFileSync(join(directory, 'src', `${name}.ts`), 'utf8');
  } catch {
    return '';
  }
}

/** In an import, a `require` or a worker. In a comment it costs a run too many, and nothing else. */
function names(source: string, name: string): boolean {
  return ['', '.ts', '.js'].some((extension) =>
    ["'", '"', '`'].some((quote) => source.includes(`${quote}./${name}${extension}${quote}`)),
  );
}
