import type { LastResults } from '../last-results.ts';
import type { Display } from './display.ts';
import { resultsInFull } from './render-results.ts';

/** Prints each result below the one before: for a file, a pipe, a terminal that cannot be redrawn. */
export class AppendDisplay implements Display {
  readonly #stream: NodeJS.WritableStream;

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
  }

  running(): void {}

  results(results: LastResults, status: string): void {
    this.#stream.write(`${status}\n\n${resultsInFull(results)}\n\n`);
  }

  more(): void {}

  async close(): Promise<void> {}
}
