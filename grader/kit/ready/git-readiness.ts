import { execa } from 'execa';
import { type GitStatus, readStatus } from './git-status.ts';
import { type Readiness, readiness } from './readiness.ts';

const NOT_LOOKED_AT = 'whether all is committed was not looked at';

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
  const status = await git(
    ...['status', '--porcelain=v2', '--branch', '-z', '--untracked-files=all', '--ignored=matching', '--', ...paths],
  );
  if (!status.done) return readiness([], [status.reason]);
  const { files, ...branch } = readStatus(status.out);
  const notCommitted = files.map(({ path, why }) => `${path} ${why}`);
  const pushed = await pushedOf(branch, paths, git);
  return readiness([...notCommitted, ...pushed.faults], pushed.notes);
}

type Git = (...args: string[]) => Promise<{ done: true; out: string } | { done: false; reason: string }>;

/** Which of the graded files are committed here, and in no commit that the server is known to have. */
async function pushedOf(
  { head, upstream }: Omit<GitStatus, 'files'>,
  paths: readonly string[],
  git: Git,
): Promise<{ faults: string[]; notes: string[] }> {
  const remotes = await git('remote');
  if (!remotes.done || remotes.out.trim() === '') {
    return { faults: [], notes: ['This repository is on no server that it knows of: hand it in another way.'] };
  }
  const first = await git('rev-parse', '--abbrev-ref', 'origin/HEAD');
  const shownFirst = first.done ? first.out.trim() : undefined;
  const there = upstream ?? shownFirst;
  if (there === undefined) return { faults: [`The branch ${head} is on no server yet. Push it.`], notes: [] };
  const ahead = await git('diff', '--name-only', '-z', `${there}...HEAD`, '--', ...paths);
  if (!ahead.done) return { faults: [], notes: [ahead.reason] };
  const files = ahead.out.split('\0').filter(Boolean);
  const isOther = upstream !== undefined && shownFirst !== undefined && upstream !== shownFirst;
  return {
    faults: files.map((path) => `${path} is committed here, and not pushed to ${there} yet. Push it.`),
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
