import { type FSWatcher, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { sourceDigest } from '../../../record/record-file.ts';
import type { Topic } from '../../../topic/topic.ts';

/** Editors save in several steps, and the system tells of each: look when it has been silent for so long. */
const SETTLED_MS = 20;
/** Some editors empty a file, or move it away, before they write it anew: nothing is believed to be nothing so soon. */
const EMPTY_MS = 250;
/** Network drives, some mounts and a system without watches left tell nothing: there we look ourselves. */
const LOOK_MS = 1_000;

/** Tells which programs have changed, by content: systems name the files of an event differently or not at all. */
export class SourceWatch implements Disposable {
  readonly #topic: Topic;
  readonly #onChange: (programs: ReadonlySet<string>, savedAt: number) => void;
  readonly #digests: Map<string, string>;
  readonly #watched = new Map<string, { folder: FSWatcher; identity: string }>();
  readonly #ticker: NodeJS.Timeout;
  #settling: NodeJS.Timeout | undefined;
  /** When the system first told of what we have not looked at yet. */
  #toldAt: number | undefined;

  /** @param onChange `savedAt`: when the first sign of it came, by `performance.now()` */
  constructor(topic: Topic, onChange: (programs: ReadonlySet<string>, savedAt: number) => void) {
    this.#topic = topic;
    this.#onChange = onChange;
    this.#digests = this.#read();
    this.#watchFolders();
    this.#ticker = setInterval(() => this.#tick(), LOOK_MS);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#ticker);
    clearTimeout(this.#settling);
    for (const { folder } of this.#watched.values()) folder.close();
  }

  #read(): Map<string, string> {
    return new Map(Object.keys(this.#topic.programs).map((name) => [name, sourceDigest(this.#topic, name)]));
  }

  #told(): void {
    this.#toldAt ??= performance.now();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#look(), SETTLED_MS);
  }

  #tick(): void {
    this.#watchFolders();
    if (this.#toldAt === undefined) this.#look();
  }

  #look(): void {
    const toldAt = this.#toldAt ?? performance.now();
    const digests = this.#read();
    const changed = [...digests.keys()].filter((name) => digests.get(name) !== this.#digests.get(name));
    if (changed.some((name) => this.#isEmpty(name)) && performance.now() - toldAt < EMPTY_MS) {
      this.#toldAt = toldAt;
      this.#settling = setTimeout(() => this.#look(), EMPTY_MS);
      return;
    }
    this.#toldAt = undefined;
    for (const [name, digest] of digests) this.#digests.set(name, digest);
    if (changed.length > 0) this.#onChange(new Set(changed), toldAt);
  }

  #isEmpty(name: string): boolean {
    try {
      return statSync(join(this.#topic.directory, 'src', `${name}.ts`)).size === 0;
    } catch {
      return true;
    }
  }

  /** `src`, and the folder above, which tells when `src` itself is another one (another branch of git). */
  #watchFolders(): void {
    for (const path of [this.#topic.directory, join(this.#topic.directory, 'src')]) this.#watchFolder(path);
  }

  #watchFolder(path: string): void {
    const identity = identityOf(path);
    const before = this.#watched.get(path);
    if (before?.identity === identity) return;
    before?.folder.close();
    this.#watched.delete(path);
    if (identity === undefined) return;
    try {
      const folder = watch(path, () => {
        this.#watchFolders();
        this.#told();
      });
      folder.on('error', () => this.#watched.delete(path));
      this.#watched.set(path, { folder, identity });
    } catch {
      // the ticker looks
    }
  }
}

/** The same folder has the same, one that took its place has another: the number alone may be given anew. */
function identityOf(path: string): string | undefined {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.ino} ${stats.birthtimeNs}`;
}
