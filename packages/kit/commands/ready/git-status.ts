/** Why the newest commit does not have a file as it is here. */
export type NotCommitted = 'changed' | 'new' | 'ignored' | 'in conflict' | 'gone';

/** What `git status` says of some files. */
export interface GitStatus {
  /** The branch that is checked out, or `(detached)`. */
  head: string;
  /** The branch on a server that it follows: `origin/main`. */
  upstream?: string;
  /** The files that are not in the newest commit as they are here. */
  files: { path: string; state: NotCommitted }[];
}

/** Reads what `git status --porcelain=v2 --branch -z` prints (git-status(1)). */
export function readStatus(output: string): GitStatus {
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

/** Which word of a line the path begins with. */
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
