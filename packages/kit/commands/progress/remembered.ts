import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../text/write-atomically.ts';

/** Raised when what is remembered, or how it is found out, changes. */
const VERSION = 1;

interface Memory {
  version: number;
  /** By name: the sha256 of the texts that it was found out from, and what it is. */
  known: Record<string, { from: string; value: unknown }>;
}

/** Kept in `.results/progress.json` until a file changes: YAML takes longest. Damaged or missing, it is empty. */
export class Remembered {
  readonly #directory: string;
  readonly #path: string;
  readonly #before: Memory['known'];
  readonly #now: Memory['known'] = {};

  constructor(courseDirectory: string) {
    this.#directory = courseDirectory;
    this.#path = join(courseDirectory, '.results', 'progress.json');
    this.#before = knownAt(this.#path);
  }

  /** @param files from the course's folder; need not be there @param findOut not called when they are as they were */
  async value<T>(name: string, files: readonly string[], findOut: () => Promise<T>): Promise<T> {
    const from = this.#digest(files);
    const before = Object.hasOwn(this.#before, name) ? this.#before[name] : undefined;
    const value = before?.from === from ? (before.value as T) : await findOut();
    this.#now[name] = { from, value };
    return value;
  }

  /** Keeps what was asked for this time. A course that cannot be written to loses the memory, and nothing else. */
  keep(): void {
    try {
      writeAtomically(this.#path, `${JSON.stringify({ version: VERSION, known: this.#now } satisfies Memory)}\n`);
    } catch {
      // it is found out again next time
    }
  }

  #digest(files: readonly string[]): string {
    const hash = createHash('sha256');
    for (const file of files) {
      const content = this.#read(file);
      hash
        .update(typeof content === 'string' ? content : `${content.length} bytes`)
        .update('\n')
        .update(content);
    }
    return hash.digest('hex');
  }

  #read(file: string): Buffer | string {
    try {
      return readFileSync(join(this.#directory, file));
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? '';
    }
  }
}

function knownAt(path: string): Memory['known'] {
  try {
    const { version, known } = JSON.parse(readFileSync(path, 'utf8')) as Memory;
    return version === VERSION && typeof known === 'object' && known !== null ? known : {};
  } catch {
    return {};
  }
}
