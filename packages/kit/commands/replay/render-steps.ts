import { styleText } from 'node:util';
import { thousands } from '../../text/phrases.ts';
import { columns } from '../../text/visible-text.ts';
import { wrap, wrapBehind } from '../../text/wrap.ts';
import type { ReplayStep } from './replay-steps.ts';
import { type RowOptions, type StepRow, stepRow } from './step-row.ts';

const STYLES = { wire: 'cyan', bad: 'red', quiet: 'dim', plain: 'reset' } as const;
const INDENT = '    ';
const GAP = '  ';
/** Narrower text is harder to read than what the terminal breaks. */
const LEAST_COLUMNS = 20;

/** Each step as lines of text: its number, when, from whom to whom, what; and bytes in hex below. */
export function renderSteps(steps: readonly ReplayStep[], options: RowOptions): string[] {
  const rows = steps.map((step) => stepRow(step, { ...options, width: options.width - INDENT.length }));
  const whoColumns = Math.max(0, ...rows.map((row) => columns(whoOf(row))));
  const numberColumns = `${steps.length}/${steps.length}`.length;
  return rows.map((row, index) => {
    const number = `${index + 1}/${steps.length}`.padStart(numberColumns);
    const who = whoOf(row) + ' '.repeat(whoColumns - columns(whoOf(row)));
    const head = `${number}${GAP}${timeOf(row).padStart(9)}${GAP}${who}${GAP}`;
    const room = Math.max(LEAST_COLUMNS, options.width - columns(head));
    const lines = row.what.flatMap((line) => wrap(line, room)).map((line) => styleText(STYLES[row.mood], line));
    const below = [...row.hex, ...parting(row, options.width - INDENT.length)].map((line) => INDENT + line);
    return [...lines.map((line, at) => (at === 0 ? head : ' '.repeat(columns(head))) + line), ...below].join('\n');
  });
}

/** The same in sentences, for who hears them: nothing is told by place, by colour or by an arrow. */
export function tellSteps(steps: readonly ReplayStep[], options: RowOptions): string[] {
  return steps.map((step, index) => {
    const row = stepRow(step, { ...options, width: options.width - INDENT.length });
    const who = row.whom === undefined ? row.who : `${row.who} to ${row.whom}`;
    const label = `Step ${index + 1} of ${steps.length}, ${timeOf(row)}, ${who}: `;
    const lines = wrapBehind(label, row.what.join('\n'), options.width).map((line, at) =>
      at === 0 ? line : INDENT + line.trimStart(),
    );
    const { parting: words } = row;
    return [
      ...lines,
      ...row.hex.map((line) => INDENT + line),
      ...(words === undefined ? [] : wrap(words, options.width)),
    ].join('\n');
  });
}

function whoOf({ who, whom }: StepRow): string {
  return whom === undefined ? who : `${who} → ${whom}`;
}

function timeOf({ atMs }: StepRow): string {
  return `${thousands(Math.round(atMs))} ms`;
}

function parting({ parting: words }: StepRow, width: number): string[] {
  return words === undefined ? [] : wrap(words, width).map((line) => styleText(['bold', 'red'], line));
}
