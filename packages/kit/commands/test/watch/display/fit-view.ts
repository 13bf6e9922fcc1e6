import { columns } from '../../../../text/visible-text.ts';

/** What the screen shows, from above to below; each part a text of one or more lines. */
export interface View {
  head: string;
  /** The checks, in full, and then each time in fewer lines. */
  tables: readonly string[];
  failure: string;
  sum: string;
  foot: string;
}

export interface Fitted {
  rows: string[];
  /** The row of the failure that comes next when the rest is asked for; 0 when all of it is shown, or its end. */
  next: number;
}

/** With fewer rows for the failure than these the table gives way. */
const FEW_ROWS = 6;

/**
 * What of a view fits into a terminal. The failure goes first: for its sake the table shrinks, and where even that does not
 * help the failure is shown from its beginning, in pages.
 * @param from the first row of the failure that is shown; Infinity: its last page
 */
export function fitView(view: View, size: { columns: number; rows: number }, from = 0): Fitted {
  const rows = (text: string) => text.split('\n').flatMap((line) => rowsOf(line, size.columns));
  const failure = view.failure === '' ? [] : rows(view.failure);
  const around = (table: string) => [
    [...rows(view.head), ''],
    table === '' ? [] : [...rows(table), ''],
    [...(failure.length > 0 ? [''] : []), ...(view.sum === '' ? [] : [...rows(view.sum), '']), ...rows(view.foot)],
  ];
  for (const table of view.tables) {
    const [head = [], shown = [], foot = []] = around(table);
    if (head.length + shown.length + failure.length + foot.length <= size.rows) {
      return { rows: [...head, ...shown, ...failure, ...foot], next: 0 };
    }
  }
  const [head = [], shown = [], foot = []] = around(view.tables.at(-1) ?? '');
  const withTable = size.rows - head.length - shown.length - foot.length;
  const isRoomy = withTable >= Math.min(FEW_ROWS, failure.length);
  const before = isRoomy ? [...head, ...shown] : head;
  const after = isRoomy ? foot : ['', ...rows(view.foot)];
  const page = pageOf(failure, from, Math.max(2, size.rows - before.length - after.length));
  return { rows: [...before, ...page.rows, ...after].slice(0, size.rows), next: page.next };
}

/** The last row says what does not fit. */
function pageOf(failure: readonly string[], from: number, room: number): Fitted {
  const left = failure.slice(from === Infinity ? -room : from);
  if (left.length <= room) return { rows: left, next: 0 };
  const shown = left.slice(0, room - 1);
  return { rows: [...shown, `(${left.length - shown.length} more lines: space)`], next: from + shown.length };
}

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
