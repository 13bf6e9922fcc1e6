import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What tools and runs leave behind: no part of the course. */
const NOT_OURS = new Set(['node_modules', '.git', '.turbo', '.grade', '.DS_Store']);
/** The same, where they stand at the top only. */
const NOT_OURS_AT_TOP = new Set(['dist', 'grades']);

/** Every file of the course, its path relative to the course's folder with slashes, in order. */
export function courseFiles(courseDirectory: string): string[] {
  return filesUnder(courseDirectory).filter((file) => !NOT_OURS_AT_TOP.has(file.split('/')[0] ?? ''));
}

export function filesUnder(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesUnder(join(directory, entry.name)).map((file) => `${entry.name}/${file}`)
        : [entry.name],
    );
}
