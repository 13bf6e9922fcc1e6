import { Refusal, refuseLarge, type SubmittedFiles } from '@socket-lab/kit/submission/submitted-files';
import { type FetchedCommit, fetchCommit, type GitOptions, HISTORY, isFixed } from './fetch-commit.ts';
import { gitFault } from './git-fault.ts';
import { faultOfGitSource, type GitSource } from './git-source.ts';
import { type GitFolder, runGit } from './run-git.ts';

type WantedFiles = { paths: string[]; deadline?: Date | undefined };

/**
 * The files of the commit that a source names, or of the last before the deadline; raw, from git's own store.
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
    const commit = deadline === undefined ? fetched.commit : await lastBefore(deadline, fetched, source);
    const files =
      commit instanceof Refusal
        ? paths.map((path) => [path, commit] as const)
        : await readTree(fetched.folder, source, { commit, paths, fileBytes: options.limits.fileBytes });
    for (const [path, file] of files) found.set(path, file);
  }
  return {
    read(path) {
      const file = found.get(path);
      if (file instanceof Refusal) throw file;
      return file;
    },
  };
}

/** The newest commit of the branch, without what was merged into it, from before a moment in milliseconds since 1970. */
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

type Found = Buffer | Refusal | undefined; // A file of a commit; `undefined` when there is none.

/** An entry of a tree (git-ls-tree(1)): its mode, and the object with its size. */
type TreeEntry = { mode: string; id: string; size: number };

/** Reads files of a commit as they were committed, by path. @throws Refusal, Unreachable, the reason of the signal */
async function readTree(
  folder: GitFolder,
  source: GitSource,
  { commit, paths, fileBytes }: { commit: string; paths: string[]; fileBytes: number },
): Promise<Map<string, Found>> {
  const entries = await listTree(folder, source, commit, paths);
  const found = new Map(paths.map((path): [string, Found | TreeEntry] => [path, judge(path, entries, fileBytes)]));
  const blobs = [...found.values()].filter((each) => each !== undefined && 'id' in each);
  const contents = await readBlobs(folder, source, blobs);
  return new Map(
    [...found].map(([path, each]) => [path, each !== undefined && 'id' in each ? contents.get(each.id) : each]),
  );
}

async function listTree(
  folder: GitFolder,
  source: GitSource,
  commit: string,
  paths: string[],
): Promise<Map<string, TreeEntry>> {
  const every = new Set(paths.flatMap((path) => waysTo(path)));
  const end = await runGit(folder, ['ls-tree', '-z', '-l', '-t', '--full-tree', commit, '--', ...every]);
  if (end.failed) throw await gitFault(end, source, folder.limits);
  const lines = end.stdout.toString().split('\0').filter(Boolean);
  return new Map(
    lines.map((line) => {
      const [, mode = '', id = '', size = '', path = ''] = /^(\d+) \w+ (\w+) +(\S+)\t(.*)$/s.exec(line) ?? [];
      return [path, { mode, id, size: Number(size) || 0 }];
    }),
  );
}

function waysTo(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

const FOLDER = '040000'; // What git writes as the mode of a file, and of what is none (git-fast-import(1)).
const FILES = ['100644', '100755', '100664'];
const IN_WORDS: Record<string, string> = {
  '120000': 'is a link. Commit what it points to, in its place',
  '160000': 'is a submodule, which is not fetched. Commit the files themselves',
};

function judge(path: string, entries: Map<string, TreeEntry>, fileBytes: number): Refusal | TreeEntry | undefined {
  for (const way of waysTo(path)) {
    const entry = entries.get(way);
    if (!entry) return undefined;
    const isFile = way === path;
    const isRight = isFile ? FILES.includes(entry.mode) : entry.mode === FOLDER;
    if (!isRight) return new Refusal(`${way} ${IN_WORDS[entry.mode] ?? `is not a ${isFile ? 'file' : 'folder'}`}.`);
    try {
      if (isFile) refuseLarge(path, entry.size, fileBytes);
    } catch (error) {
      return error as Refusal;
    }
  }
  return entries.get(path);
}

async function readBlobs(folder: GitFolder, source: GitSource, blobs: TreeEntry[]): Promise<Map<string, Buffer>> {
  const ids = new Set(blobs.map(({ id }) => id));
  const contents = new Map<string, Buffer>();
  if (ids.size === 0) return contents;
  const end = await runGit(folder, ['cat-file', '--batch'], [...ids].map((id) => `${id}\n`).join(''));
  if (end.failed) throw await gitFault(end, source, folder.limits);
  let rest = end.stdout;
  for (const id of ids) {
    const line = rest.subarray(0, rest.indexOf('\n')).toString(); // "<id> blob <size>", then the content and a line feed
    const start = line.length + 1;
    const size = Number(line.split(' ')[2]);
    if (!Number.isSafeInteger(size)) throw new Refusal(`The repository ${source.shown} is damaged. Push it anew.`);
    contents.set(id, rest.subarray(start, start + size));
    rest = rest.subarray(start + size + 1);
  }
  return contents;
}
