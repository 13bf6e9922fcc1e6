import { createHash } from 'node:crypto';

/**
 * One word for all that decides a job: its lock and its submitted files. A result carries it, so that one which lies in
 * the workspace from an earlier run is known to be of these files or of others.
 * @param lock the text of `lock.json`
 * @param sources the submitted files by name
 */
export function inputsDigest(lock: string, sources: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256').update(lock);
  for (const name of [...sources.keys()].sort()) {
    const content = sources.get(name) ?? new Uint8Array();
    hash.update(`\0${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
