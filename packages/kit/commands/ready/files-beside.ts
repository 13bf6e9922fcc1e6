import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Topic } from '../../topic/topic.ts';

/**
 * The files beside a topic's programs. None of them is taken: a program that names one would be without it.
 * @param files the programs that may name one, as they were taken, by name: `server.ts`
 */
export function filesBeside(
  { id, directory, programs }: Topic,
  files: ReadonlyMap<string, Buffer>,
): { faults: string[]; notes: string[] } {
  const found = { faults: [] as string[], notes: [] as string[] };
  for (const name of namesIn(join(directory, 'src'))) {
    if (Object.hasOwn(programs, name.replace(/\.ts$/, '')) && name.endsWith('.ts')) continue;
    const path = `packages/${id}/src/${name}`;
    const user = [...files].find(([, bytes]) => namesFile(bytes.toString(), name));
    if (!user) found.notes.push(`${path} is not taken: it is none of the topic's programs.`);
    else found.faults.push(`${path} is not taken, and ${user[0]} names it. Write what it has into ${user[0]}.`);
  }
  return found;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.')); // what an editor or a system leaves there
  } catch {
    return [];
  }
}

/** `'./worker.ts'`, `"./worker"`, `./parts/answer.ts`: a text that begins so, whatever it is for. */
function namesFile(source: string, name: string): boolean {
  const stem = name.replace(/\.[cm]?[jt]s$/, '');
  return ['"', "'", '`'].some((quote) =>
    ['"', "'", '`', '.', '/'].some((end) => source.includes(`${quote}./${stem}${end}`)),
  );
}
