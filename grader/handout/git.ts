import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import type { HandoutFile } from './handout-file.ts';

/** Whether a folder is a repository itself, and not only within one. */
export function isRepository(directory: string): boolean {
  return existsSync(join(directory, '.git'));
}

export function commitsIn(directory: string): number {
  return Number(git(directory, ['rev-list', '--all', '--count']).toString());
}

export function remotesOf(directory: string): string[] {
  return git(directory, ['remote']).toString().split('\n').filter(Boolean);
}

/** Author, time and settings are always the same, so the commit is, too. @returns its name, in hex */
export function commitAll(directory: string, message: string, time: Date): string {
  git(directory, ['init', '--quiet', '--initial-branch=main', '--template=']);
  git(directory, ['add', '--all', '--force']);
  const when = `${Math.floor(time.getTime() / 1000)} +0000`;
  const who = Object.entries({ NAME: 'Socket Lab', EMAIL: 'socket-lab@localhost', DATE: when });
  const env = ['AUTHOR', 'COMMITTER'].flatMap((role) => who.map(([key, value]) => [`GIT_${role}_${key}`, value]));
  git(directory, ['commit', '--quiet', '--no-verify', `--message=${message}`], Object.fromEntries(env));
  return git(directory, ['rev-parse', 'HEAD']).toString().trim();
}

/** Whatever git has kept of a folder: files of every commit, deleted and unreachable ones too, and what commits and tags say. */
export function historyOf(directory: string): HandoutFile[] {
  const names = git(directory, ['rev-list', '--all', '--objects', '--reflog']).toString().split('\n');
  const paths = new Map(names.map((line) => [line.slice(0, 40), line.slice(41)]));
  const objects = objectsIn(git(directory, ['cat-file', '--batch-all-objects', '--batch']));
  return objects.flatMap(({ id, type, content }) => {
    if (type === 'tree') return [];
    const path = type === 'blob' ? paths.get(id) || 'a file that no commit has' : `the words of a ${type}`;
    return [{ path: `${path} (git ${id.slice(0, 10)})`, content }];
  });
}

/** What `git cat-file --batch` prints: a line `ID TYPE BYTES` before each object, and a line end behind it. */
function objectsIn(batch: Buffer): { id: string; type: string; content: Buffer }[] {
  const objects = [];
  for (let at = 0; at < batch.length; ) {
    const begin = batch.indexOf('\n', at) + 1;
    const [id = '', type = '', bytes = ''] = batch.toString('latin1', at, begin - 1).split(' ');
    const end = begin + Number(bytes);
    objects.push({ id, type, content: batch.subarray(begin, end) });
    at = end + 1;
  }
  return objects;
}

/** Nothing of the user's or the machine's settings takes part: they would change the commit, or run a hook. */
function git(directory: string, args: readonly string[], env: Record<string, string> = {}): Buffer {
  const { stdout } = execaSync(
    'git',
    ['-c', 'core.autocrlf=false', '-c', 'core.hooksPath=', '-c', 'gc.auto=0', ...args],
    {
      cwd: directory,
      env: { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1', ...env },
      extendEnv: false,
      encoding: 'buffer',
      stripFinalNewline: false,
      maxBuffer: 1024 * 1024 * 1024,
    },
  );
  return Buffer.from(stdout);
}
