import { cut, printable } from '../text/printable.ts';
import { behind, wrap, wrapBehind } from '../text/wrap.ts';
import type { ProgramReport } from './failure.ts';
import { endingInWords } from './message.ts';
import { stderrInWords } from './stack.ts';

/** Of more launches only the last ones are shown. */
export const MOST_PROGRAMS = 3;
const MOST_LINES = 8;
/** The end of what a program printed that is looked at, in UTF-16 units. */
const TAIL = 65_536;
/** Kept are more: a stack trace has lines that are not shown. In UTF-16 units, and lines. */
const MOST_KEPT = 4_096;
const MOST_OF_LINE = 1_024;
const LINES_KEPT = 64;
/** Of a line of stderr that is longer, the rest is left out. */
const MOST_LINES_OF_ONE = 4;
/** So much output, and so large a share of it that was no UTF-8, is data: nobody reads that. */
const LEAST_DATA = 200;
const DATA_SHARE = 0.25;

export type Output =
  | string
  | {
      end: string;
      isCut: boolean;
      /** Bytes that are no text: nobody reads them. */
      isData: boolean;
    };

export interface KeptProgram extends Omit<ProgramReport, 'stdout' | 'stderr'> {
  stdout: Output;
  stderr: Output;
}

interface Layout {
  width: number;
  ascii?: boolean;
}

/** One launch: the command and how it ended, and what it printed last. */
export function programInWords(program: KeptProgram, { width, ascii }: Layout): string[] {
  const room = width - '  stdout: '.length;
  const stdout = lastLines(program.stdout, exactLines, { ascii }).map((line) => cut(line, room, { ascii }));
  const stderr = lastLines(program.stderr, stderrInWords, { ascii }).flatMap((line) =>
    wrap(cut(line, room * MOST_LINES_OF_ONE, { ascii }), room),
  );
  return [
    ...wrapBehind('Program:  ', `${program.command}, ${endingInWords(program.ending)}`, width),
    ...behind('  stdout: ', stdout.length === 0 && stderr.length === 0 ? ['nothing'] : stdout),
    ...behind('  stderr: ', stderr),
  ];
}

type ReadLines = (text: string, options: { ascii?: boolean }) => string[];

function lastLines(output: Output, read: ReadLines, options: { ascii?: boolean }): string[] {
  const { end, isCut, isData } = typeof output === 'string' ? tailOf(output) : output;
  const lines = isData ? ['(bytes that are no text)'] : read(end, options);
  const isWhole = !isCut && lines.length <= MOST_LINES;
  return isWhole ? lines : ['(what came before is left out)', ...lines.slice(-MOST_LINES)];
}

/** What of an output is looked at, and what is known of all of it. */
function tailOf(text: string): Exclude<Output, string> {
  const end = text.slice(-TAIL);
  return { end, isCut: end.length < text.length, isData: isData(end) };
}

/** The end of an output, which shows the same: enough lines, and of each as much as is ever shown. */
export function keepOutput(output: string): Output {
  const { end, ...known } = tailOf(output);
  if (output.length <= MOST_KEPT) return known.isData ? { ...known, end: '' } : output;
  if (known.isData) return { ...known, end: '' };
  const lines = end.split('\n').map((line) => line.slice(0, MOST_OF_LINE));
  const last = lines.slice(-LINES_KEPT).join('\n').slice(-MOST_KEPT);
  return { ...known, isCut: known.isCut || last.length < output.length, end: last };
}

/** Bytes that are no UTF-8 became U+FFFD when the output was decoded. */
function isData(text: string): boolean {
  return text.length >= LEAST_DATA && text.split('\ufffd').length - 1 > text.length * DATA_SHARE;
}

/** Tabs, and blanks at the end of a line, are shown. A last line without an end is a prompt, and may end in a blank. */
function exactLines(text: string, options: { ascii?: boolean }): string[] {
  const lines = text.split('\n');
  const prompt = lines.pop() ?? '';
  const exact = lines.map((line) => printable(line, options).replace(/ +$/, ({ length }) => '\\x20'.repeat(length)));
  return prompt === '' ? exact : [...exact, printable(prompt, options)];
}
