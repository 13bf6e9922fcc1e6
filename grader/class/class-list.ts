import { isAbsolute, relative, resolve } from 'node:path';
import type { Roster, RosterLine } from './roster.ts';
import { faultOfId, idKey, normalId } from './student-id.ts';

/** Someone of the class, and where their submission is: a folder; none; or one that cannot be taken, and why. */
export interface Student {
  id: string;
  name: string;
  submission:
    | {
        state: 'folder' /** What the way to it starts from; above it nothing is checked. */;
        base: string;
        path: string;
      }
    | { state: 'missing'; reason: string }
    | { state: 'rejected'; reason: string };
}

/** Something in the submissions folder. */
export interface Entry {
  name: string;
  kind: 'folder' | 'file' | 'link';
}

export interface ClassList {
  students: Student[];
  /** What is left out, and why: one line each. */
  notices: string[];
}

const ARCHIVE = /\.(zip|tar\.gz|tgz|tar|rar|7z)$/i;

/** The class without a roster: every folder is a student's. */
export function classOfFolders(entries: Entry[], base: string): ClassList {
  const students = entries
    .filter(({ name, kind }) => !name.startsWith('.') && (kind !== 'file' || ARCHIVE.test(name)))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
    .map((entry): Student => {
      const id = normalId(entry.name.replace(ARCHIVE, ''));
      return { id, name: id, submission: submissionAt(entry, base) };
    });
  return { students: refuseUnfit(students), notices: [] };
}

/** The class that a roster lists. A submission is the line's `source`, or the folder named like the id. */
export function classOfRoster(roster: Roster, entries: Entry[], places: Places): ClassList {
  const students = roster.lines.map((line): Student => {
    const submission = line.source
      ? submissionFrom(line.source, places)
      : submissionOf(line, entries, places.submissions);
    return { id: line.id, name: line.name ?? line.id, submission };
  });
  const named = new Set(roster.lines.map(({ id }) => id));
  const used = students.map(({ submission }) => (submission.state === 'folder' ? submission : undefined));
  const strangers = entries
    .filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.') && !named.has(normalId(name)))
    .filter(({ name }) => !used.some((folder) => folder && isOnTheWay(resolve(places.submissions, name), folder)));
  const notices = strangers.map(
    ({ name }) => `${name}: no line of the roster names this folder, so it is not graded. Add a line, or remove it.`,
  );
  return { students: refuseUnfit(students), notices: [...roster.notices, ...notices] };
}

/** Absolute folders. */
export interface Places {
  /** Where the folders named like ids are. */
  submissions: string;
  /** Where the roster is: its `source` paths count from here. */
  roster: string;
}

function submissionOf({ id }: RosterLine, entries: Entry[], base: string): Student['submission'] {
  const entry = entries.find(({ name }) => normalId(name) === id && !ARCHIVE.test(name));
  const archive = entries.find(({ name }) => normalId(name.replace(ARCHIVE, '')) === id);
  const found = entry ?? archive;
  if (found && (found.kind !== 'file' || ARCHIVE.test(found.name))) return submissionAt(found, base);
  const similar = entries.find(({ name, kind }) => kind === 'folder' && idKey(name) === idKey(id));
  const hint = similar ? `, but one "${similar.name}". Rename the folder, or the id` : '';
  return { state: 'missing', reason: `There is no folder "${id}"${hint}.` };
}

function submissionAt({ name, kind }: Entry, base: string): Student['submission'] {
  if (kind === 'link') return { state: 'rejected', reason: `"${name}" is a link. Put the folder itself there.` };
  if (kind === 'file') {
    return { state: 'rejected', reason: `"${name}" is an archive, which this version does not read. Unpack it.` };
  }
  return { state: 'folder', base, path: name };
}

function submissionFrom(source: string, { roster, submissions }: Places): Student['submission'] {
  if (/^[a-z][a-z0-9+.-]+:|^[^/\\]+@[^/\\]+:/i.test(source) || ARCHIVE.test(source)) {
    const reason = `The source "${source}" is not a local folder. This version grades folders: fetch it, and name the folder.`;
    return { state: 'rejected', reason };
  }
  const path = resolve(roster, source);
  const base = [roster, submissions].find((place) => isInside(path, place));
  if (base !== undefined) return { state: 'folder', base, path: relative(base, path) };
  return {
    state: 'rejected',
    reason: `The source "${source}" is outside the roster's folder. Put the submission under it.`,
  };
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !isAbsolute(way) && way.split(/[/\\]/)[0] !== '..';
}

function isOnTheWay(path: string, { base, path: way }: { base: string; path: string }): boolean {
  return path === resolve(base, way) || isInside(resolve(base, way), path);
}

/** Ids that are not allowed, and ids that would be one folder on many file systems, cost their students' topics. */
function refuseUnfit(students: Student[]): Student[] {
  const alike = Map.groupBy(students, ({ id }) => idKey(id));
  const unique = [...new Map(students.map((student) => [student.id, student])).values()];
  return unique.map((student) => {
    const twins = alike.get(idKey(student.id))?.filter((other) => other !== student) ?? [];
    const reason = reasonAgainst(student.id, twins);
    return reason === undefined ? student : { ...student, submission: { state: 'rejected', reason } };
  });
}

function reasonAgainst(id: string, [twin]: Student[]): string | undefined {
  const fault = faultOfId(id);
  if (fault !== undefined) return `The id "${id}" ${fault}.`;
  if (twin?.id === id) return `There are two submissions of "${id}". Remove one of them.`;
  return twin && `The ids "${id}" and "${twin.id}" differ in case only. Rename one of them.`;
}
