import { z } from 'zod';
import { type HandoutFile, hashOf, hashOfAll, textFile } from './handout-file.ts';

/** The name of the file that lists the others. */
export const MANIFEST = '.handout.json';

/** What a handout was when it was written: so it can be told what students have changed since. */
export interface Manifest {
  /** One sha256 for all files but the manifest, in hex. */
  version: string;
  /** By path: the sha256 of the content, in hex. */
  files: Record<string, string>;
}

const schema = z.object({
  schemaVersion: z.literal(1),
  version: z.string(),
  files: z.record(z.string(), z.string()),
});

/** The manifest of a handout, as a file of it. */
export function manifestFile(files: readonly HandoutFile[]): HandoutFile {
  const hashes = files.map(({ path, content }) => [path, hashOf(content)]);
  const manifest = { schemaVersion: 1, version: hashOfAll(files), files: Object.fromEntries(hashes) };
  return textFile(MANIFEST, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** Reads a manifest; `undefined` when the text is none. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
