import type { SubmittedFiles } from '@socket-lab/kit/submission/submitted-files';
import { Refusal } from '@socket-lab/kit/submission/submitted-files';
import type { CollectLimits } from '../limits.ts';
import { type FetchedCommit, fetchCommit, type GitOptions, HISTORY, isFixed } from './fetch-commit.ts';
import { gitFault } from './git-fault.ts';
import { faultOfGitSource, type GitSource } from './git-source.ts';
import { type Found, readTree } from './git-tree.ts';
import { runGit } from './run-git.ts';

/** Files that are wanted of a repository, as they were at a deadline. */
export interface WantedFiles {
  paths: string[];
  deadline?: Date | undefined;
}

/**
 * A submission that is a git repository: the files of the commit that the source names, or else of the last one before the
 * deadline. They are read from git's own store, raw: no filter, no line ends, no work tree.
 * @throws Refusal, Unreachable, the reason of the signal
 */
export async function gitFiles(source: GitSource, wanted: WantedFiles[], options: GitOptions): Promise<SubmittedFiles> {
  const fault = faultOfGitSource(source, options.protocols);
  if (fault !== undefined) throw new Refusal(`The source ${source.shown} ${fault}.`);
  const withHistory = !isFixed(source) && wanted.some(({ deadline }) => deadline !== undefined);
  const fetched = await fetchCommit(source, { ...options, withHistory });
  const found = new Map<string, Found>();
  for (const [deadline, some] of Map.groupBy(wanted, (each) => (withHistory ? each.deadline?.getTime() : undefined))) {
    const paths = some.flatMap((each) => each.paths);
    for (const [path, file] of await findAt(deadline, fetched, source, paths, options.limits)) found.set(path, file);
  }
  return {
    read(path) {
      const file = found.get(path);
      if (file instanceof Refusal) throw file;
      return file;
    },
  };
}

/** @param deadline in milliseconds since 1970 */
async function findAt(
  deadline: number | undefined,
  { folder, commit }: FetchedCommit,
  source: GitSource,
  paths: string[],
  limits: CollectLimits,
): Promise<Map<string, Found>> {
  const last = deadline === undefined ? commit : await lastBefore(deadline, { folder, commit }, source);
  if (last instanceof Refusal) return new Map(paths.map((path) => [path, last]));
  return await readTree(folder, source, { commit: last, paths, fileBytes: limits.fileBytes });
}

/** The newest commit of the branch, without those that were merged into it, that says it is from before. */
async function lastBefore(
  deadline: number,
  { folder, commit }: FetchedCommit,
  source: GitSource,
): Promise<string | Refusal> {
  const seconds = Math.floor(deadline / 1000);
  const end = await runGit(folder, ['rev-list', '-1', '--first-parent', `--min-age=${seconds}`, commit, '--']);
  if (end.failed) throw await gitFault(end, source, folder.limits);
  const last = end.stdout.toString().trim();
  if (last !== '') return last;
  const when = new Date(deadline).toISOString().replace(/\.000Z$/, 'Z');
  return new Refusal(
    `The repository ${source.shown} has no commit from before the deadline, ${when}, among its last ${HISTORY}.`,
  );
}
