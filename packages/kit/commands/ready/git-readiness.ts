import { execa } from 'execa';
import { type Readiness, readiness } from './topic-readiness.ts';

const NOT_LOOKED_AT = 'whether all is committed was not looked at';
/** Of files with the same fault; of the others the number is enough. */
const MOST_NAMED = 5;

/**
 * Whether the repository's newest commit has the graded files as they are here, and its server that commit, as far as this
 * clone knows. Nothing is changed, and nobody is asked over a network.
 * @param paths the graded files, from the course's folder, with slashes
 */
export async function gitReadiness(courseDirectory: string, paths: readonly string[]): Promise<Readiness> {
  const git = (...args: string[]) => runGit(courseDirectory, args);
  const prefix = await git('rev-parse', '--show-prefix');
  if (!prefix.done) return readiness([], [prefix.reason]);
  if (prefix.out.trim() !== '') {
    return readiness([], [`The repository begins in a folder above this one, not here: ${NOT_LOOKED_AT}.`]);
  }
  const how = ['--porcelain=v2', '--branch', '-z', '--untracked-files=all', '--ignored=matching'];
  const status = await git('status', ...how, '--', ...paths);
  if (!status.done) return readiness([], [status.reason]);
  const { files, ...branch } = readStatus(status.out);
  const committed = paths.filter((path) => !files.some((file) => file.path === path));
  const pushed = await pushedOf(branch, committed, git);
  return readiness([...STATES.flatMap((state) => faultOf(state, files)), ...pushed.faults], pushed.notes);
}

const STATES: readonly NotCommitted[] = ['in conflict', 'changed', 'new', 'gone', 'ignored'];

function faultOf(state: NotCommitted, files: GitStatus['files']): string[] {
  const paths = files
    .filter((file) => file.state === state)
    .map(({ path }) => path)
    .sort();
  return paths.length === 0 ? [] : [withPaths(inWords(state), paths)];
}

function inWords(state: NotCommitted): string {
  switch (state) {
    case 'in conflict':
      return 'With conflicts of a merge (resolve them, then git add, commit, push):';
    case 'changed':
      return 'Changed and not committed, so not handed in (git add, commit, push):';
    case 'new':
      return 'Not in git yet, so not handed in (git add, commit, push):';
    case 'gone':
      return 'Gone here, and still in your last commit, which would be graded:';
    case 'ignored':
      return 'Left out by a .gitignore, so not handed in (git add --force, commit, push):';
    default:
      return state satisfies never;
  }
}

function withPaths(sentence: string, paths: readonly string[]): string {
  const more = paths.length > MOST_NAMED ? [`… and ${paths.length - MOST_NAMED} more`] : [];
  return [sentence, ...paths.slice(0, MOST_NAMED), ...more].join('\n');
}

type Git = (...args: string[]) => Promise<{ done: true; out: string } | { done: false; reason: string }>;

async function pushedOf(
  { head, upstream }: Omit<GitStatus, 'files'>,
  paths: readonly string[],
  git: Git,
): Promise<{ faults: string[]; notes: string[] }> {
  const remotes = await git('remote');
  if (!remotes.done || remotes.out.trim() === '') {
    return { faults: [], notes: ['This repository knows of no server: hand it in another way.'] };
  }
  const first = await git('rev-parse', '--abbrev-ref', 'origin/HEAD');
  const shownFirst = first.done ? first.out.trim() : undefined;
  const there = upstream ?? shownFirst;
  if (there === undefined) return { faults: [`The branch ${head} is on no server yet (git push).`], notes: [] };
  const ahead = await git('diff', '--name-only', '-z', `${there}...HEAD`, '--', ...paths);
  if (!ahead.done) return { faults: [], notes: [ahead.reason] };
  const files = ahead.out.split('\0').filter(Boolean);
  const isOther = upstream !== undefined && shownFirst !== undefined && upstream !== shownFirst;
  return {
    faults: files.length > 0 ? [withPaths(`Committed, and not on ${there} yet (git push):`, files)] : [],
    notes: isOther
      ? [`This branch is pushed to ${upstream}; what is graded is ${shownFirst}, unless your instructor has the other.`]
      : [],
  };
}

async function runGit(cwd: string, args: readonly string[]): ReturnType<Git> {
  const { exitCode, stdout, stderr, code } = await execa('git', args, {
    cwd,
    reject: false,
    stripFinalNewline: false,
    // A path is a path, though it has a star in it; and to look changes nothing.
    env: { GIT_LITERAL_PATHSPECS: '1', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
  });
  if (exitCode === 0) return { done: true, out: stdout };
  if (code === 'ENOENT') return { done: false, reason: `git is not installed: ${NOT_LOOKED_AT}.` };
  if (/not a git repository/.test(stderr))
    return { done: false, reason: `This is no git repository: ${NOT_LOOKED_AT}.` };
  const [fault = ''] = stderr.split('\n');
  return { done: false, reason: `git says "${fault}": ${NOT_LOOKED_AT}.` };
}

/** Why the newest commit does not have a file as it is here. */
type NotCommitted = 'changed' | 'new' | 'ignored' | 'in conflict' | 'gone';

interface GitStatus {
  /** The branch that is checked out, or `(detached)`. */
  head: string;
  /** The branch on a server that it follows: `origin/main`. */
  upstream?: string;
  files: { path: string; state: NotCommitted }[];
}

/** Reads what `git status --porcelain=v2 --branch -z` prints (git-status(1)). */
function readStatus(output: string): GitStatus {
  const status: GitStatus = { head: '', files: [] };
  const fields = output.split('\0').filter(Boolean).values();
  for (const field of fields) {
    const kind = field.slice(0, 1);
    const words = field.split(' ');
    if (kind === '#') readBranch(words, status);
    else status.files.push({ path: words.slice(PATH_AT[kind] ?? 1).join(' '), state: stateOf(kind, words[1] ?? '') });
    if (kind === '2') fields.next(); // the name that it had before
  }
  return status;
}

const PATH_AT: Record<string, number> = { '1': 8, '2': 9, u: 10, '?': 1, '!': 1 };

function readBranch([, key, value = '']: string[], status: GitStatus): void {
  if (key === 'branch.head') status.head = value;
  if (key === 'branch.upstream') status.upstream = value;
}

/** @param letters of the index and of the file: `.M`, `A.` */
function stateOf(kind: string, letters: string): NotCommitted {
  if (kind === '?') return 'new';
  if (kind === '!') return 'ignored';
  if (kind === 'u') return 'in conflict';
  return letters.includes('D') ? 'gone' : 'changed';
}
