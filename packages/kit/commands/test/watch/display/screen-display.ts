import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import { type LastResults, NOTHING_YET } from '../last-results.ts';
import type { Display } from './display.ts';
import { fitView, type View } from './fit-view.ts';
import { renderResults, resultsInFull } from './render-results.ts';
import { Screen } from './screen.ts';

export interface ScreenTexts {
  title: string;
  /** What the keys do, in a line. */
  keys: string;
  /** Puts a text in the signs that the terminal can show. */
  inSigns(text: string): string;
}

/** Redraws a terminal in place. When it is closed the terminal is as it was, and the last results stand below. */
export class ScreenDisplay implements Display {
  readonly #screen: Screen;
  readonly #terminal: WriteStream;
  readonly #texts: ScreenTexts;
  readonly #redraw = () => this.#draw();
  #results = NOTHING_YET;
  #shown = renderResults(NOTHING_YET);
  #status = '';
  /** The first row of the failure that is shown (Infinity: its last page), and of the page behind it. */
  #from = 0;
  #next = 0;

  constructor(terminal: WriteStream, texts: ScreenTexts) {
    this.#terminal = terminal;
    this.#texts = texts;
    this.#screen = new Screen(terminal);
    terminal.on('resize', this.#redraw);
  }

  running(status: string): void {
    this.#status = status;
    this.#draw();
  }

  results(results: LastResults, status: string, part: 'beginning' | 'end'): void {
    this.#results = results;
    this.#shown = renderResults(results);
    this.#from = part === 'beginning' ? 0 : Infinity;
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
    await new Promise((done) => this.#terminal.write(`${this.#texts.inSigns(resultsInFull(this.#results))}\n`, done));
  }

  #draw(): void {
    const { title, keys, inSigns } = this.#texts;
    const view: View = {
      head: inSigns(`${styleText('bold', title)}\n${styleText('cyan', this.#status)}`),
      tables: this.#shown.tables.map(inSigns),
      failure: inSigns(this.#shown.failure),
      sum: this.#shown.sum,
      foot: styleText('dim', keys),
    };
    const { rows, next } = fitView(view, this.#screen.size, this.#from);
    this.#next = next;
    this.#screen.draw(rows);
  }
}
