import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import { type LastResults, NOTHING_YET } from '../last-results.ts';
import type { Display } from './append-display.ts';
import { fitView, type View } from './fit-view.ts';
import { renderResults, resultsInFull } from './render-results.ts';

export type ScreenTexts = { title: string; keys: string; inSigns(text: string): string };

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

/**
 * Control sequences (ECMA-48; xterm, Control Sequences): the other screen, so that what stood in the terminal comes back; no
 * cursor; home; clear the rest of a line, of the screen; and show all changes at once, for terminals that know of it.
 */
const OPEN = '\x1b[?1049h\x1b[?25l';
const CLOSE = '\x1b[?25h\x1b[?1049l';
const HOME = '\x1b[H';
const CLEAR_LINE = '\x1b[K';
const CLEAR_BELOW = '\x1b[J';
const BEGIN = '\x1b[?2026h';
const END = '\x1b[?2026l';
const USUAL = { columns: 80, rows: 24 };

/** A whole screen of a terminal, drawn over what stood there: never cleared first, so that nothing flickers. */
class Screen {
  readonly #terminal: WriteStream;

  constructor(terminal: WriteStream) {
    this.#terminal = terminal;
    terminal.write(OPEN);
  }

  get size(): { columns: number; rows: number } {
    const { columns, rows } = this.#terminal;
    return columns > 0 && rows > 0 ? { columns, rows } : USUAL; // 0 × 0 where nobody has set it
  }

  /** @param lines no more than fit; of a longer line the terminal makes several rows */
  draw(lines: readonly string[]): void {
    const text = lines.map((line) => `${line}${CLEAR_LINE}`).join('\r\n');
    this.#terminal.write(`${BEGIN}${HOME}${text}${CLEAR_BELOW}${END}`);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#terminal.write(CLOSE, () => resolve());
    });
  }
}
