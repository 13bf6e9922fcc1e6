import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { faultOfSource } from '@socket-lab/kit/submission/fault-of-source';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { type ClassList, classOfFolders, classOfRoster, type Entry } from './class-list.ts';
import { parseRoster } from './roster.ts';

/** Where the class is, absolute; one of the two at least. */
export interface ClassPlace {
  /** The folder that holds a folder or an archive for each student, and `roster.csv` when there is one. */
  submissions?: string;
  roster?: string; // The class list; submissions are beside it unless `submissions` says otherwise.
  cwd: string; // Where the user is: messages name paths as seen from there.
}

/** Reads who is in the class and where their submissions are. @throws UsageError when there is no class to read */
export function readClass(place: ClassPlace): ClassList {
  const { cwd, submissions = dirname(place.roster ?? '.') } = place;
  const shown = shownPath(submissions, cwd);
  if (place.roster !== undefined && !existsSync(place.roster)) {
    throw new UsageError(`The roster ${shownPath(place.roster, cwd)} does not exist. Name another with --roster FILE.`);
  }
  const entries = readEntries(submissions, shown);
  const roster = place.roster ?? join(submissions, 'roster.csv');
  const list = existsSync(roster)
    ? classOfRoster(readRoster(roster, shownPath(roster, cwd)), entries, { submissions, roster: dirname(roster) })
    : classOfFolders(entries, submissions);
  if (list.students.length > 0) return list;
  throw new UsageError(
    `The submissions folder ${shown} holds no submission. Put a folder or an archive for each student into it.`,
  );
}

function readRoster(path: string, shown: string) {
  try {
    const bytes = readFileSync(path);
    const fault = faultOfSource(bytes);
    if (fault) throw new UsageError(`${shown} ${fault.replace(', and submit it again', '')}.`);
    return parseRoster(bytes.toString(), shown);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`The roster ${shown} cannot be read (${code}). It is a file of lines "id,name,email".`);
  }
}

function readEntries(folder: string, shown: string): Entry[] {
  try {
    if (!statSync(folder).isDirectory()) throw new UsageError(`${shown} is a file. --submissions names a folder.`);
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      kind: entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'file',
    }));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new UsageError(`The submissions folder ${shown} ${what}. Name another with --submissions DIR.`);
  }
}

/** A path as the user reads it: relative when it is below where the user is. */
export function shownPath(path: string, cwd: string): string {
  const way = relative(cwd, path);
  if (way === '') return '.';
  return way.startsWith('..') || isAbsolute(way) ? path : way;
}
