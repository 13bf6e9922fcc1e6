import type { WriteStream } from 'node:tty';

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

/** The size of a terminal that does not tell its own. */
const USUAL = { columns: 80, rows: 24 };

/** A whole screen of a terminal, drawn over what stood there: never cleared first, so that nothing flickers. */
export class Screen {
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

  /** Gives the terminal back as it was. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#terminal.write(CLOSE, () => resolve());
    });
  }
}
