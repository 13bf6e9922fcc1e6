import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HandoutFile } from './handout-file.ts';
import { Refusal } from './refusal.ts';

/** What pnpm installs is no part of a handout; but a cache within it can hold anything. */
const INSTALLED = /(?:^|\/)node_modules\/(?!\.cache(?:\/|$))/;

/**
 * Every file in a folder, in the order of their paths, without the repository of git and without what pnpm has installed.
 * @throws Refusal when there is a link, a pipe or a device among them
 */
export function readTree(directory: string): HandoutFile[] {
  const files: HandoutFile[] = [];
  const odd: string[] = [];
  const visit = (folder: string) => {
    for (const name of readdirSync(join(directory, folder)).sort()) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (path === '.git' || INSTALLED.test(path)) continue;
      const stat = lstatSync(join(directory, path));
      if (stat.isDirectory()) visit(path);
      else if (stat.isFile()) files.push({ path, content: readFileSync(join(directory, path)) });
      else odd.push(`${path}:1: it is no file but ${stat.isSymbolicLink() ? 'a link' : 'something else'}.`);
    }
  };
  visit('');
  if (odd.length > 0) throw new Refusal(odd);
  return files;
}
