import { columns } from '../../../../text/visible-text.ts';

/** One control sequence of colours, or one character as it is seen. */
const PART = /\p{Cc}\[[\d;]*m/uy;

/** The rows of a terminal that a line takes: cut where the terminal would cut it, with its colours. */
export function rowsOf(line: string, width: number): string[] {
  const rows = [''];
  let used = 0;
  for (const part of partsOf(line)) {
    const taken = part.startsWith('\x1b') ? 0 : columns(part);
    if (used > 0 && used + taken > width) {
      rows.push('');
      used = 0;
    }
    rows[rows.length - 1] += part;
    used += taken;
  }
  return rows;
}

function* partsOf(line: string): Iterable<string> {
  const colour = new RegExp(PART); // it keeps its place
  for (let at = 0; at < line.length; ) {
    colour.lastIndex = at;
    const part = colour.exec(line)?.[0] ?? String.fromCodePoint(line.codePointAt(at) ?? 0);
    yield part;
    at += part.length;
  }
}
