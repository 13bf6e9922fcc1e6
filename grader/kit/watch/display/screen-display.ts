import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import { type LastResults, NOTHING_YET } from '../last-results.ts';
import type { Display } from './display.ts';
import { fitView } from './fit-view.ts';
import { renderResults, resultsInFull } from './render-results.ts';
import { Screen } from './screen.ts';

/** Redraws a terminal in place. When it is closed the terminal is as it was, and the last results stand below. */
export class ScreenDisplay implements Display {
  readonly #screen: Screen;
  readonly #terminal: WriteStream;
  readonly #title: string;
  readonly #keys: string;
  readonly #redraw = () => this.#draw();
  #results = NOTHING_YET;
  #shown = renderResults(NOTHING_YET);
  #status = '';
  /** The first row of the failure that is shown, and of the page behind it. */
  #from = 0;
  #next = 0;

  /** @param keys what they do, in a line */
  constructor(terminal: WriteStream, title: string, keys: string) {
    this.#terminal = terminal;
    this.#title = title;
    this.#keys = keys;
    this.#screen = new Screen(terminal);
    terminal.on('resize', this.#redraw);
  }

  running(status: string): void {
    this.#status = status;
    this.#draw();
  }

  results(results: LastResults, status: string): void {
    this.#results = results;
    this.#shown = renderResults(results);
    this.#from = 0;
    this.running(status);
  }

  more(): void {
    this.#from = this.#next;
    this.#draw();
  }

  async close(): Promise<void> {
    this.#terminal.off('resize', this.#redraw);
    await this.#screen.close();
    if (this.#results === NOTHING_YET) return;
    await new Promise((done) => this.#terminal.write(`${resultsInFull(this.#results)}\n`, done));
  }

  #draw(): void {
    const head = `${styleText('bold', this.#title)}\n${styleText('cyan', this.#status)}`;
    const view = { ...this.#shown, head, foot: styleText('dim', this.#keys) };
    const { rows, next } = fitView(view, this.#screen.size, this.#from);
    this.#next = next;
    this.#screen.draw(rows);
  }
}
