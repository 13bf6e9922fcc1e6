import type { CheckRecording } from '../../check/recording.ts';
import type { Comparison } from '../../failure/failure.ts';
import { byteInWords, firstDifference } from '../../text/bytes.ts';
import { thousands } from '../../text/phrases.ts';
import { quoted } from '../../text/printable.ts';
import { wrap, wrapBehind } from '../../text/wrap.ts';
import { type Step, timeline } from '../../wire/steps.ts';
import { type EventRow, eventRow, type RowOptions } from './event-row.ts';
import { INDENT, renderRows } from './render-rows.ts';

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

const timeOf = ({ atMs }: EventRow): string => `${thousands(Math.round(atMs))} ms`;

interface Parting {
  index: number;
  /** The byte in it, counted from 0, when it has bytes. */
  offset?: number;
  words: string;
}

const SHOWN_COLUMNS = 40;

/** The step in which expectation and reality part; `undefined` when no bytes on the wire tell. */
export function whereTheyPart(steps: readonly Step[], comparison: Comparison | undefined): Parting | undefined {
  if (comparison?.kind !== 'bytes') return undefined;
  const expected = Buffer.from(comparison.expected);
  const received = Buffer.from(comparison.received);
  const place = findLast(steps.slice(0, firstProbe(steps)), received);
  if (!place) return undefined;
  const at = firstDifference(expected, received);
  const byte = stepWith(place, at);
  if (byte) return { ...byte, words: difference(expected, received, at, byte.offset) };
  const missing = quoted(expected.subarray(at), { columns: SHOWN_COLUMNS });
  const next = steps.findIndex((step, index) => index > place.lastIndex && endsIt(step, place.conversation));
  return next === -1
    ? undefined
    : { index: next, words: `Here they part: ${missing} was still expected, and this came.` };
}

/** What the peer tries once the check has failed brings bytes that were not compared. */
function firstProbe(steps: readonly Step[]): number | undefined {
  const index = steps.findIndex((step) => step.kind === 'note' && step.probe !== undefined);
  return index === -1 ? undefined : index;
}

interface Place {
  conversation: number;
  /** The first of them, counted in the stream, or in the datagram. */
  from: number;
  /** The steps that the stream, or the datagram, is made of; where each begins. */
  runs: { index: number; begin: number; length: number }[];
  lastIndex: number;
}

/** The last ones, when the same bytes came more than once: a check stops at the first that are wrong. */
function findLast(steps: readonly Step[], received: Buffer): Place | undefined {
  const streams = new Map<string, { bytes: Buffer[]; length: number; runs: Place['runs']; conversation: number }>();
  for (const [index, step] of steps.entries()) {
    if (step.kind !== 'run' || step.from !== 'program') continue;
    const key = step.datagram ? `datagram ${index}` : `stream ${step.conversation}`;
    const stream = streams.get(key) ?? { bytes: [], length: 0, runs: [], conversation: step.conversation };
    const bytes = Buffer.concat(step.pieces);
    stream.runs.push({ index, begin: stream.length, length: bytes.length });
    stream.bytes.push(bytes);
    stream.length += bytes.length;
    streams.set(key, stream);
  }
  const places = [...streams.values()].flatMap(({ bytes, runs, conversation }) => {
    const from = received.length === 0 ? -1 : Buffer.concat(bytes).lastIndexOf(received);
    const lastIndex = runs.find(({ begin, length }) => begin + length >= from + received.length)?.index ?? -1;
    return from === -1 ? [] : [{ conversation, from, runs, lastIndex }];
  });
  return places.sort((a, b) => b.lastIndex - a.lastIndex)[0];
}

function stepWith({ from, runs }: Place, at: number): { index: number; offset: number } | undefined {
  const run = runs.find(({ begin, length }) => from + at >= begin && from + at < begin + length);
  return run && { index: run.index, offset: from + at - run.begin };
}

function difference(expected: Buffer, received: Buffer, at: number, offset: number): string {
  const came = `byte ${thousands(offset + 1)} is ${byteInWords(received, at)}`;
  if (at >= expected.length) return `Here they part: ${came}, and nothing more was expected.`;
  return `Here they part: ${came}, where ${byteInWords(expected, at)} was expected.`;
}

function endsIt(step: Step, conversation: number): boolean {
  return step.conversation === conversation && step.kind !== 'note' && step.from === 'program';
}
