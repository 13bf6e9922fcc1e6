/** What `git status` says of some files. */
export interface GitStatus {
  /** The branch that is checked out, or `(detached)`. */
  head: string;
  /** The branch on a server that it follows: `origin/main`. */
  upstream?: string;
  /** The files that are not in the newest commit as they are here, and why: the rest of a sentence. */
  files: { path: string; why: string }[];
}

/** Reads what `git status --porcelain=v2 --branch -z` prints (git-status(1)). */
export function readStatus(output: string): GitStatus {
  const status: GitStatus = { head: '', files: [] };
  const fields = output.split('\0').filter(Boolean).values();
  for (const field of fields) {
    const [kind, words] = [field.slice(0, 1), field.split(' ')];
    if (kind === '#') readBranch(words, status);
    else status.files.push({ path: words.slice(PATH_AT[kind] ?? 1).join(' '), why: why(kind, words[1] ?? '') });
    if (kind === '2') fields.next(); // the name that it had before
  }
  return status;
}

/** Which word of a line the path begins with. */
const PATH_AT: Record<string, number> = { '1': 8, '2': 9, u: 10, '?': 1, '!': 1 };

function readBranch([, key, value = '']: string[], status: GitStatus): void {
  if (key === 'branch.head') status.head = value;
  if (key === 'branch.upstream') status.upstream = value;
}

/** @param state of the index and of the file: `.M`, `A.` */
function why(kind: string, state: string): string {
  if (kind === '?') return 'is not in git yet, so it is not handed in. Add and commit it.';
  if (kind === '!')
    return 'is left out by a .gitignore, so it is not handed in. Add it with "git add -f", and commit it.';
  if (kind === 'u') return 'has a conflict of a merge in it. Resolve it, and commit it.';
  if (state.includes('D')) return 'is gone here, and still in your last commit.';
  return 'has changes that are not committed, so they are not handed in. Commit it.';
}
