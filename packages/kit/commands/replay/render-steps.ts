import type { CheckRecording } from '../../check/recording.ts';
import { thousands } from '../../text/phrases.ts';
import { wrap, wrapBehind } from '../../text/wrap.ts';
import { timeline } from '../../wire/steps.ts';
import { type EventRow, eventRow, type RowOptions } from './event-row.ts';
import { INDENT, renderRows } from './render-rows.ts';
import { whereTheyPart } from './where-they-part.ts';

/** Everything that a check saw, in the order of time: the wire, what the programs did, and where it failed. */
export function stepRows(
  { recording, failure }: CheckRecording,
  options: Omit<RowOptions, 'conversations' | 'launches' | 'parting'>,
): EventRow[] {
  const all = timeline(recording);
  const onWire = all.filter((event) => 'conversation' in event);
  const parting = whereTheyPart(onWire, failure?.comparison);
  const step = parting && onWire[parting.index];
  const { conversations } = recording;
  const launches = all.filter(({ kind }) => kind === 'starts').length;
  const width = options.width - INDENT.length;
  return all.map((event) =>
    eventRow(event, { ...options, width, conversations, launches, ...(step && { parting: { ...parting, step } }) }),
  );
}

/** Each step as lines of text: its number, when, from whom to whom, what; and bytes in hex below. */
export function renderSteps(rows: readonly EventRow[], width: number): string[] {
  const numberColumns = `${rows.length}/${rows.length}`.length;
  const head = (row: EventRow, index: number) =>
    `${`${index + 1}/${rows.length}`.padStart(numberColumns)}  ${timeOf(row).padStart(9)}`;
  return renderRows(rows, { width, head });
}

/** The same in sentences, for who hears them: nothing is told by place, by colour or by an arrow. */
export function tellSteps(rows: readonly EventRow[], width: number): string[] {
  return rows.map((row, index) => {
    const who = row.whom === undefined ? row.who : `${row.who} to ${row.whom}`;
    const label = `Step ${index + 1} of ${rows.length}, ${timeOf(row)}, ${who}: `;
    const lines = wrapBehind(label, row.what.join('\n'), width).map((line, at) =>
      at === 0 ? line : INDENT + line.trimStart(),
    );
    const { hex = [], parting } = row;
    return [...lines, ...hex.map((line) => INDENT + line), ...(parting === undefined ? [] : wrap(parting, width))].join(
      '\n',
    );
  });
}

function timeOf({ atMs }: EventRow): string {
  return `${thousands(Math.round(atMs))} ms`;
}
