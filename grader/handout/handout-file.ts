import { createHash } from 'node:crypto';

/** A file of the handout. */
export interface HandoutFile {
  /** Relative to the handout, with slashes. */
  path: string;
  content: Buffer;
}

/** A text as a file, in UTF-8. */
export function textFile(path: string, text: string): HandoutFile {
  return { path, content: Buffer.from(text) };
}

/** A package.json without the scripts that start something of the grader: those are the instructors'. */
export function packageFile(path: string, text: string): HandoutFile {
  const contents = JSON.parse(text) as { scripts?: Record<string, string> };
  const scripts = Object.entries(contents.scripts ?? {}).filter(([, script]) => !script.includes('grader/'));
  if (scripts.length > 0) contents.scripts = Object.fromEntries(scripts);
  else delete contents.scripts;
  return textFile(path, `${JSON.stringify(contents, undefined, 2)}\n`);
}

/** Files in the order of their paths, which is the same on every machine. */
export function inOrder(files: readonly HandoutFile[]): HandoutFile[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The sha256 of a file's content, in hex. */
export function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** One sha256 for all files, their paths and their order, in hex: two handouts are the same when it is. */
export function hashOfAll(files: readonly HandoutFile[]): string {
  const lines = inOrder(files).map(({ path, content }) => `${hashOf(content)}  ${path}\n`);
  return hashOf(Buffer.from(lines.join('')));
}
