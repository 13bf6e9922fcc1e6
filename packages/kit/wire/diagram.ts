import { thousands } from '../text/phrases.ts';
import { cut } from '../text/printable.ts';
import { columns } from '../text/visible-text.ts';
import { wrap } from '../text/wrap.ts';
import { label } from './label.ts';
import { type Sketch, type Step, sketch } from './steps.ts';
import type { WireEvent } from './types.ts';

export interface DiagramOptions {
  /** The most columns; 80 when left out. */
  width?: number;
  /** The most lines of events: of more, the middle is left out. 14 when left out. */
  most?: number;
  /** Whether each line says when, in milliseconds since the check began. True when left out. */
  times?: boolean;
  /** ASCII only, for terminals that show nothing else. */
  ascii?: boolean;
}

const BOX = { bar: '│', dash: '─', toProgram: '▶', toPeer: '◀', torn: '╳', dots: '…' };
const ASCII_BOX: typeof BOX = { bar: '|', dash: '-', toProgram: '>', toPeer: '<', torn: 'X', dots: '...' };
const PEER = 'peer';
const PROGRAM = 'program';
const LEAST_INNER = 34;
/** What an arrow needs beside its label: `──`, two blanks, a dash and the head. */
const ARROW = 6;
const TIME_COLUMNS = 10;
/** Longer labels tell no more. */
const MOST_LABEL = 46;

/** The measures of one diagram, in columns. */
interface Sheet {
  box: typeof BOX;
  /** Before the left bar. */
  margin: number;
  /** Between the bars. */
  inner: number;
  times: boolean;
  /** Whether each line says which peer. */
  named: boolean;
}

/** Peer on the left, program on the right, time downwards; without colour. Several peers have numbers. */
export function diagram(wire: readonly WireEvent[] | Sketch, options: DiagramOptions = {}): string {
  const { width = 80, most, times = true, ascii = false } = options;
  const { first, omitted, last, areSeveral: named } = 'first' in wire ? wire : sketch(wire, most);
  const all = [...first, ...last];
  if (all.length === 0) return '';

  const margin = Math.max(4, ...all.map((step) => (named ? peerName(step).length + 1 : 0)));
  const room = width - margin - 2 - (times ? TIME_COLUMNS : 0);
  const labelRoom = Math.min(MOST_LABEL, room - ARROW);
  const drawn = all.map((step) => {
    const text = label(step, { room: labelRoom, ascii });
    return { step, text: step.kind === 'note' ? text : cut(text, labelRoom, { ascii }) };
  });
  const widest = Math.max(...drawn.map(({ text }) => Math.min(columns(text), MOST_LABEL) + ARROW));
  const box = ascii ? ASCII_BOX : BOX;
  const sheet = { box, margin, inner: Math.min(room, Math.max(LEAST_INNER, widest)), times, named };

  const rows = drawn.map(({ step, text }) => row(step, text, sheet));
  const gap = `${' '.repeat(margin)}${box.dots} ${thousands(omitted)} more events ${box.dots}`;
  return [
    heading(sheet),
    ...rows.slice(0, first.length).flat(),
    ...(omitted > 0 ? [gap] : []),
    ...rows.slice(first.length).flat(),
  ].join('\n');
}

/** The names of the two ends, each over the middle of its bar. */
function heading({ margin, inner }: Sheet): string {
  const peer = ' '.repeat(margin - PEER.length / 2) + PEER;
  return peer.padEnd(margin + 1 + inner - Math.floor(PROGRAM.length / 2)) + PROGRAM;
}

function row(step: Step, text: string, sheet: Sheet): string[] {
  const lines = step.kind === 'note' ? note(text, sheet) : [arrow(step, text, sheet)];
  const name = sheet.named ? peerName(step) : '';
  const time = sheet.times ? `${thousands(Math.round(step.atMs))} ms`.padStart(TIME_COLUMNS) : '';
  return lines.map(
    (line, index) => `${(index === 0 ? name : '').padEnd(sheet.margin)}${line}${index === 0 ? time : ''}`,
  );
}

const peerName = ({ conversation }: Step): string => `${PEER} ${conversation}`;

function arrow(step: Exclude<Step, { kind: 'note' }>, text: string, { box, inner }: Sheet): string {
  const shaft = box.dash.repeat(inner - columns(text) - ARROW + 1);
  const end = step.kind === 'reset' || step.kind === 'refused' ? box.torn : box.bar;
  const tail = box.dash.repeat(2);
  return step.from === 'peer'
    ? `${box.bar}${tail} ${text} ${shaft}${box.toProgram}${end}`
    : `${end}${box.toPeer}${shaft} ${text} ${tail}${box.bar}`;
}

function note(text: string, { box, inner }: Sheet): string[] {
  return wrap(`(${text})`, inner - 4).map((line) => {
    const blanks = ' '.repeat(Math.max(0, inner - 2 - columns(line)));
    return `${box.bar}  ${line}${blanks}${box.bar}`;
  });
}
