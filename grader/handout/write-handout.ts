import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { commitsIn, isRepository, remotesOf } from './git.ts';
import { type HandoutFile, hashOf, MANIFEST, parseManifest, Refusal } from './handout-file.ts';

/** The time of every file, and of the commit: so that the same handout is the same to the byte, as an archive too. */
export const HANDOUT_TIME = new Date('2020-01-01T00:00:00Z');

/** Whole or not at all; an unchanged handout is replaced. @throws Refusal when anything else is there */
export function writeHandout(files: readonly HandoutFile[], directory: string): void {
  expectReplaceable(directory);
  const fresh = `${directory}.${process.pid}.tmp`; // beside it: a rename across file systems is no rename
  fs.rmSync(fresh, { recursive: true, force: true });
  try {
    for (const { path, content } of files) {
      const file = join(fresh, path);
      fs.mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
      fs.writeFileSync(file, content, { mode: 0o644 });
      fs.utimesSync(file, HANDOUT_TIME, HANDOUT_TIME);
    }
    setTimesOfFolders(fresh);
    fs.rmSync(directory, { recursive: true, force: true });
    fs.renameSync(fresh, directory);
  } catch (error) {
    fs.rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

function expectReplaceable(directory: string): void {
  if (!fs.existsSync(directory) || fs.readdirSync(directory).length === 0) return;
  const files = readTree(directory);
  const manifest = parseManifest(files.find(({ path }) => path === MANIFEST)?.content.toString() ?? '');
  if (!manifest) {
    throw new Refusal([
      `${directory} is no handout (there is no ${MANIFEST}). Name a folder that is empty or not there.`,
    ]);
  }
  const isOther = ({ path, content }: HandoutFile) => path !== MANIFEST && manifest.files[path] !== hashOf(content);
  const other = files.find(isOther);
  if (other) {
    throw new Refusal([
      `${directory} holds ${other.path}, which was not written here or has been changed since. "pnpm handout --update ${directory}" keeps it.`,
    ]);
  }
  if (isRepository(directory) && (commitsIn(directory) > 1 || remotesOf(directory).length > 0)) {
    throw new Refusal([
      `${directory} is a repository with a history of its own. "pnpm handout --update ${directory}" keeps it.`,
    ]);
  }
}

function setTimesOfFolders(directory: string): void {
  for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) setTimesOfFolders(join(directory, entry.name));
  }
  fs.utimesSync(directory, HANDOUT_TIME, HANDOUT_TIME);
}

/** What pnpm installs is no part of a handout; but a cache within it can hold anything. */
const INSTALLED = /(?:^|\/)node_modules\/(?!\.cache(?:\/|$))/;

/** Every file but git's and pnpm's, ordered by path. @throws Refusal when there is a link, a pipe or a device */
export function readTree(directory: string): HandoutFile[] {
  const files: HandoutFile[] = [];
  const odd: string[] = [];
  const visit = (folder: string) => {
    for (const name of fs.readdirSync(join(directory, folder)).sort()) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (path === '.git' || INSTALLED.test(path)) continue;
      const stat = fs.lstatSync(join(directory, path));
      if (stat.isDirectory()) visit(path);
      else if (stat.isFile()) files.push({ path, content: fs.readFileSync(join(directory, path)) });
      else odd.push(`${path}:1: it is no file but ${stat.isSymbolicLink() ? 'a link' : 'something else'}.`);
    }
  };
  visit('');
  if (odd.length > 0) throw new Refusal(odd);
  return files;
}
