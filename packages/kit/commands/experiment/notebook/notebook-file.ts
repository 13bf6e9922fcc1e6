import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readOwnText } from '../../../text/read-own-text.ts';
import { UsageError } from '../../../text/usage-error.ts';
import { writeAtomically } from '../../../text/write-atomically.ts';
import type { Note } from './note.ts';
import { parseNotebook } from './parse-notebook.ts';
import { withNote } from './with-note.ts';

/** A student's experiments.yaml on the disk. A file in which something is wrong is never written to. */
export class NotebookFile {
  readonly name = 'experiments.yaml';
  readonly #path: string;

  constructor(courseDirectory: string) {
    this.#path = join(courseDirectory, this.name);
  }

  /**
   * What is noted down, by the number of the experiment.
   * @throws UsageError that says in a line what has to be mended first
   */
  read(): ReadonlyMap<number, Note> {
    return this.#mended((source) => parseNotebook(source ?? '', this.name).notes);
  }

  /**
   * Notes something down at once. The file is read anew for that: what an editor has written to it meanwhile stays.
   * @throws UsageError when it cannot be written, or has become faulty
   */
  note(number: number, more: Note): void {
    const text = this.#mended((source) => withNote(source, this.name, number, more));
    try {
      writeAtomically(this.#path, text);
    } catch (error) {
      throw new UsageError(`${this.name} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
    }
  }

  #mended<T>(read: (source: string | undefined) => T): T {
    const source = this.#source();
    try {
      return read(source);
    } catch (error) {
      const fault = stripVTControlCharacters((error as Error).message).replace(/\.?$/, '.');
      throw new UsageError(`${fault} Mend it first; nothing in it was changed.`);
    }
  }

  #source(): string | undefined {
    return readOwnText(this.#path, this.name);
  }
}
