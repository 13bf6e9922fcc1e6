import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@socket-lab/kit/submission/submitted-files';
import type { CollectLimits } from '../limits.ts';
import { gitFault } from './git-fault.ts';
import type { GitSource } from './git-source.ts';
import { type GitFolder, gitEnvironment, REMOTE, runGit } from './run-git.ts';

export interface GitOptions {
  cache: string; // Where fetched repositories are kept.
  limits: CollectLimits;
  protocols: readonly string[]; // Those by which git may reach a repository.
  signal?: AbortSignal | undefined;
}

export type FetchedCommit = { folder: GitFolder; commit: string };

export const HISTORY = 1000; // So many commits before the newest are looked at for the last before a deadline.
/** How long a repository is kept after it was last used, and a fetch that was broken off, in milliseconds. */
const KEPT_MS = { commit: 30 * 24 * 3600_000, unfinished: 3600_000 };
const WHOLE_ID = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
export const isFixed = ({ revision = '' }: GitSource): boolean => WHOLE_ID.test(revision);

/**
 * Fetches what a source names, without a work tree. A commit that is here already needs no network.
 * @throws Refusal, Unreachable, the reason of the signal
 */
export async function fetchCommit(
  source: GitSource,
  { withHistory, ...options }: GitOptions & { withHistory: boolean },
): Promise<FetchedCommit> {
  const repositories = join(options.cache, createHash('sha256').update(source.url).digest('hex').slice(0, 32));
  mkdirSync(repositories, { recursive: true, mode: 0o700 });
  const commit =
    source.revision && isFixed(source) ? source.revision : await findTip(source, join(repositories, '.none'), options);
  const directory = join(repositories, withHistory ? `${commit}-history` : commit);
  if (existsSync(directory)) utimesSync(directory, new Date(), new Date());
  else await fetchInto(directory, source, commit, { ...options, withHistory });
  prune(repositories);
  return { folder: folderAt(directory, source, options), commit };
}

function folderAt(directory: string, source: GitSource, { limits, protocols, signal }: GitOptions): GitFolder {
  return { directory, environment: gitEnvironment(directory, protocols, source), limits, signal };
}

/** The commit to which the branch or tag leads now. @param directory one that is not there: nothing is kept of it */
async function findTip(source: GitSource, directory: string, options: GitOptions): Promise<string> {
  const { revision, shown } = source;
  const names =
    revision === undefined ? ['HEAD'] : [`refs/heads/${revision}`, `refs/tags/${revision}^{}`, `refs/tags/${revision}`];
  const end = await runGit(folderAt(directory, source, options), ['ls-remote', REMOTE, ...names]);
  if (end.failed) throw await gitFault(end, source, options.limits);
  const lines = end.stdout.toString().split('\n');
  const refs = new Map(lines.map((line) => line.split('\t')).map(([id = '', name = '']) => [name, id]));
  const id = names.map((name) => refs.get(name)).find((found) => found !== undefined);
  if (id !== undefined && WHOLE_ID.test(id)) return id;
  if (revision === undefined) throw new Refusal(`The repository ${shown} is empty. Push to it.`);
  const hint = /^[0-9a-f]{4,39}$/.test(revision) ? ' A commit is named by its whole id, 40 characters.' : '';
  throw new Refusal(`The repository ${shown} has no branch or tag "${revision}".${hint}`);
}

/** Fetches into a folder of its own, and puts it into place when it is whole: another run may be doing the same. */
async function fetchInto(
  directory: string,
  source: GitSource,
  commit: string,
  options: GitOptions & { withHistory: boolean },
): Promise<void> {
  const unfinished = join(directory, '..', `.${randomUUID()}`);
  const folder = folderAt(unfinished, source, options);
  try {
    const made = await runGit(folder, ['init', '--quiet', '--bare', '--template=', unfinished]);
    if (made.failed) throw await gitFault(made, source, options.limits);
    await fetchObjects(folder, source, commit, options);
    try {
      renameSync(unfinished, directory);
    } catch (error) {
      if (!existsSync(directory)) throw error;
    }
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** What a server says that gives no single commit (before git 2.26 by default), or none without all before it (plain files). */
const GIVES_ALL_OR_NOTHING = /unadvertised object|dumb http transport does not support/;

/** How git says that it has no such object; whatever else ends it is another matter. */
const IS_NOT_THERE = /Not a valid object name|could not get object info|bad file/;

async function fetchObjects(
  folder: GitFolder,
  source: GitSource,
  commit: string,
  { limits, withHistory }: { limits: CollectLimits; withHistory: boolean },
): Promise<void> {
  const fetch = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'];
  let end = await runGit(folder, [...fetch, `--depth=${withHistory ? HISTORY : 1}`, REMOTE, commit]);
  if (end.failed === 'exit' && GIVES_ALL_OR_NOTHING.test(end.stderr)) {
    end = await runGit(folder, [...fetch, REMOTE, '+refs/heads/*:refs/heads/*']);
  }
  const isGone = /not our ref|unadvertised object/.test(end.stderr);
  if (end.failed && !isGone) throw await gitFault(end, source, limits);
  const kind = await runGit(folder, ['cat-file', '-t', commit]);
  if (kind.stdout.toString().trim() === 'commit') return;
  if (kind.failed && !IS_NOT_THERE.test(kind.stderr)) throw await gitFault(kind, source, limits);
  throw new Refusal(`The repository ${source.shown} has no commit ${commit}. Mend the source.`);
}

function prune(repositories: string): void {
  for (const name of readdirSync(repositories)) {
    const path = join(repositories, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    const kept = name.startsWith('.') ? KEPT_MS.unfinished : KEPT_MS.commit;
    if (age > kept) rmSync(path, { recursive: true, force: true });
  }
}
