import { isAbsolute, relative, resolve } from 'node:path';
import type { SubmissionPlace } from '@socket-lab/kit/submission/folder-files';
import { ARCHIVE } from './collect/archive-files.ts';
import { type GitSource, parseGitSource } from './collect/git/git-source.ts';
import type { Roster, RosterLine } from './roster.ts';
import { faultOfId, idKey, normalId } from './student-id.ts';

export type Student = { id: string; name: string; submission: Submission };

export type Submission =
  | ({ state: 'folder' | 'archive' } & SubmissionPlace)
  | ({ state: 'git' } & GitSource)
  | { state: 'missing'; reason: string }
  | { state: 'rejected'; reason: string };

export type Entry = { name: string; kind: 'folder' | 'file' | 'link' };

export interface ClassList {
  students: Student[];
  notices: string[]; // What is left out, and why: one line each.
}

/** The class without a roster: every folder is a student's, and every archive. */
export function classOfFolders(entries: Entry[], base: string): ClassList {
  const students = entries
    .filter((entry) => isSubmission(entry) || (entry.kind === 'link' && !entry.name.startsWith('.')))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
    .map((entry): Student => {
      const id = idOf(entry);
      return { id, name: id, submission: submissionAt(entry, base) };
    });
  return { students: refuseUnfit(students), notices: [] };
}

/** The class that a roster lists. A submission is the line's `source`, or the folder or archive named like the id. */
export function classOfRoster(roster: Roster, entries: Entry[], places: Places): ClassList {
  const students = roster.lines.map((line): Student => {
    const submission = line.source
      ? submissionFrom(line.source, places)
      : submissionOf(line, entries, places.submissions);
    return { id: line.id, name: line.name ?? line.id, submission };
  });
  const named = new Set(roster.lines.map(({ id }) => id));
  const used = students.flatMap(({ submission }) => ('path' in submission ? [submission] : []));
  const strangers = entries
    .filter(({ name, kind }) => isSubmission({ name, kind }) && !named.has(idOf({ name, kind })))
    .filter(({ name }) => !used.some((place) => isOnTheWay(resolve(places.submissions, name), place)));
  const notices = strangers.map(({ name, kind }) => {
    const what = kind === 'file' ? 'archive' : 'folder';
    return `${name}: no line of the roster names this ${what}, so it is not graded. Add a line, or remove it.`;
  });
  return { students: refuseUnfit(students), notices: [...roster.notices, ...notices] };
}

// Absolute: where the folders named like ids are, and where the roster is, from which its `source` paths count.
type Places = { submissions: string; roster: string };

function isSubmission({ name, kind }: Entry): boolean {
  return !name.startsWith('.') && (kind === 'folder' || (kind === 'file' && ARCHIVE.test(name)));
}

const idOf = ({ name, kind }: Entry): string => normalId(kind === 'folder' ? name : name.replace(ARCHIVE, ''));

function submissionOf({ id }: RosterLine, entries: Entry[], base: string): Submission {
  const [found, other] = entries.filter((entry) => entry.kind !== 'file' || isSubmission(entry)).filter(isOf(id));
  if (found && other) {
    return { state: 'rejected', reason: `There are "${found.name}" and "${other.name}". Remove one of them.` };
  }
  if (found) return submissionAt(found, base);
  const similar = entries.find(({ name, kind }) => kind === 'folder' && idKey(name) === idKey(id));
  const hint = similar ? `, but one "${similar.name}". Rename the folder, or the id` : '';
  return { state: 'missing', reason: `There is no folder "${id}"${hint}.` };
}

const isOf =
  (id: string): ((entry: Entry) => boolean) =>
  (entry) =>
    idOf(entry) === id || normalId(entry.name) === id;

function submissionAt({ name, kind }: Entry, base: string): Submission {
  if (kind === 'link') return { state: 'rejected', reason: `"${name}" is a link. Put the folder itself there.` };
  return { state: kind === 'file' ? 'archive' : 'folder', base, path: name };
}

function submissionFrom(source: string, { roster, submissions }: Places): Submission {
  const repository = parseGitSource(source);
  if (repository) return { state: 'git', ...repository };
  const path = resolve(roster, source);
  const base = [roster, submissions].find((place) => isInside(path, place));
  if (base !== undefined) return { state: ARCHIVE.test(path) ? 'archive' : 'folder', base, path: relative(base, path) };
  const reason = `The source "${source}" is outside the roster's folder. Put the submission under it.`;
  return { state: 'rejected', reason };
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
