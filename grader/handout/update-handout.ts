import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type HandoutFile, hashOf, MANIFEST, type Manifest, parseManifest, Refusal } from './handout-file.ts';

/** What an update has done; paths relative to the handout. */
export interface Update {
  written: string[];
  removed: string[];
  gone: string[];
  /** What stays as it is since somebody worked in it, though the course has another one now, or none. */
  kept: { path: string; why: string }[];
}

/**
 * Brings a new version into a handout. What students wrote stays: programs that differ from the starter, and files of their own.
 * @throws Refusal, and nothing is changed, when it is no handout or a file of the course was changed in it
 */
export function updateHandout(files: readonly HandoutFile[], directory: string): Update {
  const before = manifestOf(directory);
  const after = new Map(files.map((file) => [file.path, file]));
  const plan: Update = { written: [], removed: [], gone: [], kept: [] };
  const conflicts: string[] = [];
  for (const { path, content } of files) {
    if (path === MANIFEST) continue;
    const state = stateOf(directory, path, before);
    if (state === 'missing' || state === 'as written') {
      if (!holds(directory, path, content)) plan.written.push(path);
    } else if (!holds(directory, path, content)) {
      const isNew = before.files[path] !== hashOf(content);
      if (!isProgram(path)) conflicts.push(conflict(path, state));
      else if (isNew) plan.kept.push({ path, why: 'you have written in it; the starter of the course has changed' });
    }
  }
  for (const path of Object.keys(before.files)) {
    if (after.has(path)) continue;
    const state = stateOf(directory, path, before);
    if (state === 'as written') plan.removed.push(path);
    if (state === 'changed') plan.kept.push({ path, why: 'you have written in it; the course has it no more' });
  }
  if (conflicts.length > 0) throw new Refusal([...conflicts, 'Nothing was changed.']);
  for (const path of [...plan.written, MANIFEST]) write(join(directory, path), after.get(path)?.content);
  for (const path of plan.removed) remove(directory, path);
  const top = (path: string) => path.split('/', 1)[0] ?? '';
  const tops = new Set([...after.keys()].map(top));
  plan.gone = [...new Set(plan.removed.map(top))].filter((each) => !tops.has(each) && !plan.removed.includes(each));
  return plan;
}

function manifestOf(directory: string): Manifest {
  const path = join(directory, MANIFEST);
  const manifest = existsSync(path) ? parseManifest(readFileSync(path, 'utf8')) : undefined;
  if (manifest) return manifest;
  throw new Refusal([`${directory} is no handout: there is no ${MANIFEST} that could be read. Nothing was changed.`]);
}

type State = 'missing' | 'as written' | 'changed' | 'not ours';

function stateOf(directory: string, path: string, before: Manifest): State {
  const file = join(directory, path);
  if (!existsSync(file)) return 'missing';
  const hash = before.files[path];
  if (hash === undefined) return 'not ours';
  const content = readFileSync(file);
  return hash === hashOf(content) || hash === hashOf(asWritten(content)) ? 'as written' : 'changed';
}

function holds(directory: string, path: string, content: Buffer): boolean {
  const file = join(directory, path);
  return existsSync(file) && asWritten(readFileSync(file)).equals(asWritten(content));
}

/** git on Windows may have turned the ends of lines into CR LF. */
function asWritten(content: Buffer): Buffer {
  return Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

function isProgram(path: string): boolean {
  return /^packages\/[^/]+\/src\//.test(path);
}

function conflict(path: string, state: 'changed' | 'not ours'): string {
  return state === 'changed'
    ? `${path}:1: this file of the course was changed here. Take the change back ("git checkout" brings the last committed one), or delete the file.`
    : `${path}:1: the course has a file of this name now, and this one is not it. Give yours another name.`;
}

function write(file: string, content: Buffer | undefined): void {
  mkdirSync(dirname(file), { recursive: true });
  if (content) writeFileSync(file, content);
}

/** With the folders that it leaves empty. */
function remove(directory: string, path: string): void {
  rmSync(join(directory, path));
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if (readdirSync(join(directory, folder)).length > 0) return;
    rmdirSync(join(directory, folder));
  }
}
