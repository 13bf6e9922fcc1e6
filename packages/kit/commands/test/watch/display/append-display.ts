import type { LastResults } from '../last-results.ts';
import { resultsInFull } from './render-results.ts';

/** Prints each result below the one before: for a file, a pipe, a terminal that cannot be redrawn. */
export class AppendDisplay implements Display {
  readonly #stream: NodeJS.WritableStream;
  readonly #inSigns: (text: string) => string;

  /** @param inSigns puts a text in the signs that the stream's reader can see */
  constructor(stream: NodeJS.WritableStream, inSigns: (text: string) => string) {
    this.#stream = stream;
    this.#inSigns = inSigns;
  }

  running(): void {}

  results(results: LastResults, status: string): void {
    this.#stream.write(this.#inSigns(`${status}\n\n${resultsInFull(results)}\n\n`));
  }

  more(): void {}

  async close(): Promise<void> {}
}

/** Where a watch shows what it finds out. */
export interface Display {
  running(status: string): void;
  /** A run is over. @param part of a failure that is longer than the screen; the hints stand at its end */
  results(results: LastResults, status: string, part: 'beginning' | 'end'): void;
  more(): void;
  close(): Promise<void>;
}
