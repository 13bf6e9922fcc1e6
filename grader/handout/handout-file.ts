import { createHash } from 'node:crypto';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { z } from 'zod';

export interface HandoutFile {
  /** Relative to the handout, with slashes. */
  path: string;
  content: Buffer;
}

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

export function inOrder(files: readonly HandoutFile[]): HandoutFile[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

export function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** One sha256 for all files, their paths and their order, in hex: two handouts are the same when it is. */
export function hashOfAll(files: readonly HandoutFile[]): string {
  const lines = inOrder(files).map(({ path, content }) => `${hashOf(content)}  ${path}\n`);
  return hashOf(Buffer.from(lines.join('')));
}

export const MANIFEST = '.handout.json';

/** What a handout was when it was written: so it can be told what students have changed since. */
export interface Manifest {
  /** One sha256 for all files but the manifest, in hex. */
  version: string;
  files: Record<string, string>;
}

const schema = z.object({ schemaVersion: z.literal(1), version: z.string(), files: z.record(z.string(), z.string()) });

export function manifestFile(files: readonly HandoutFile[]): HandoutFile {
  const hashes = files.map(({ path, content }) => [path, hashOf(content)]);
  const manifest = { schemaVersion: 1, version: hashOfAll(files), files: Object.fromEntries(hashes) };
  return textFile(MANIFEST, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

export function parseManifest(text: string): Manifest | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** No handout is written, and nothing was changed: a line for each reason, most with file and line. */
export class Refusal extends UsageError {
  override name = 'Refusal';
  override readonly exitCode = 1;

  constructor(reasons: readonly string[]) {
    super(reasons.join('\n'));
  }
}
