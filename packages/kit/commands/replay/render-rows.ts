import { styleText } from 'node:util';
import { columns } from '../../text/visible-text.ts';
import { wrap } from '../../text/wrap.ts';
import type { EventRow } from './event-row.ts';

const STYLES = { wire: 'cyan', bad: 'red', quiet: 'dim' } as const;
const GAP = '  ';
export const INDENT = '    ';
/** Narrower text is harder to read than what the terminal breaks. */
const LEAST_COLUMNS = 20;

export interface RowsOptions {
  width: number;
  head(row: EventRow, index: number): string;
  /** The least columns for who; as many as the longest has, when left out. */
  whoColumns?: number;
  /** Whether the first line of what is said is indented where it goes on. */
  hangs?: boolean;
}

/** Rows as lines of text: when, who (to whom), what; and below what it means, and bytes in hex. */
export function renderRows(rows: readonly EventRow[], options: RowsOptions): string[] {
  const whoColumns = Math.max(options.whoColumns ?? 0, ...rows.map((row) => columns(whoOf(row))));
  return rows.map((row, index) => {
    if (row.mood === 'turn') return wrap(row.what.join('\n'), options.width).map(styled('bold')).join('\n');
    const who = whoOf(row);
    const head = options.head(row, index) + GAP + who + ' '.repeat(whoColumns - columns(who)) + GAP;
    const room = Math.max(LEAST_COLUMNS, options.width - columns(head));
    const what = row.what.flatMap((line, at) => (options.hangs && at === 0 ? hanging(line, room) : wrap(line, room)));
    const { mood, meaning, hex = [], parting } = row;
    const beside = [
      ...(mood === 'plain' ? what : what.map(styled(STYLES[mood]))),
      ...(meaning === undefined ? [] : wrap(`  ${meaning}`, room).map(styled('dim'))),
    ];
    const below = [
      ...hex,
      ...(parting === undefined ? [] : wrap(parting, options.width - INDENT.length).map(styled(['bold', 'red']))),
    ];
    return [
      ...beside.map((line, at) => (at === 0 ? head : ' '.repeat(columns(head))) + line),
      ...below.map((line) => INDENT + line),
    ].join('\n');
  });
}

export function whoOf({ who, whom }: EventRow): string {
  return whom === undefined ? who : `${who} → ${whom}`;
}

function styled(format: Parameters<typeof styleText>[0]): (line: string) => string {
  return (line) => styleText(format, line);
}

function hanging(text: string, room: number): string[] {
  const [first = '', ...rest] = wrap(text, room);
  return rest.length === 0 ? [first] : [first, ...wrap(`  ${text.slice(first.length).trimStart()}`, room)];
}
