import { styleText } from 'node:util';
import { thousands } from '../../../text/phrases.ts';
import { columns } from '../../../text/visible-text.ts';
import { wrap } from '../../../text/wrap.ts';
import type { Observation } from '../lab/story.ts';
import { type Mood, type StoryRow, storyRows } from './story-rows.ts';

const TIME_COLUMNS = 6;
const GAP = '  ';
const STYLES = { wire: 'cyan', bad: 'red', quiet: 'dim' } as const;

/** A story as lines of text: when (in milliseconds), who (to whom), what. */
export function renderStory(observations: readonly Observation[], width: number): string {
  const rows = storyRows(observations);
  const whoColumns = Math.max(0, ...rows.map((row) => (row.kind === 'row' ? columns(row.who) : 0)));
  return rows.flatMap((row) => renderRow(row, { width, whoColumns })).join('\n');
}

function renderRow(row: StoryRow, { width, whoColumns }: { width: number; whoColumns: number }): string[] {
  if (row.kind === 'turn') return wrap(row.text, width).map((line) => styleText('bold', line));
  const time = thousands(Math.round(row.atMs)).padStart(TIME_COLUMNS);
  const who = row.who + ' '.repeat(whoColumns - columns(row.who));
  const head = time + GAP + who + GAP;
  const room = width - columns(head);
  const what = row.lines.flatMap((line, index) => hanging(index === 0 ? line : `  ${line}`, room));
  const meaning = row.meaning === undefined ? [] : wrap(`  ${row.meaning}`, room);
  const lines = [...what.map((line) => styled(line, row.mood)), ...meaning.map((line) => styleText('dim', line))];
  return lines.map((line, index) => (index === 0 ? head : ' '.repeat(columns(head))) + line);
}

function styled(line: string, mood: Mood): string {
  return mood === 'plain' ? line : styleText(STYLES[mood], line);
}

/** What follows the first line of a text is indented. */
function hanging(text: string, room: number): string[] {
  const [first = '', ...rest] = wrap(text, room);
  return rest.length === 0 ? [first] : [first, ...wrap(`  ${text.slice(first.length).trimStart()}`, room)];
}
