import { cut, printable } from '../text/printable.ts';
import { behind, wrap, wrapBehind } from '../text/wrap.ts';
import type { ProgramReport } from './failure.ts';
import { stderrInWords } from './stack.ts';

/** Of more lines only the last ones are shown. */
const MOST_LINES = 8;
/** The end of what a program printed that is looked at, in UTF-16 units. */
const TAIL = 65_536;
/** Of a line of stderr that is longer, the rest is left out. */
const MOST_LINES_OF_ONE = 4;

/** So much output, and so large a share of it that was no UTF-8, is data: nobody reads that. */
const LEAST_DATA = 200;
const DATA_SHARE = 0.25;

interface Layout {
  width: number;
  ascii?: boolean;
}

/** One launch: the command and how it ended, and what it printed last. */
export function programInWords(program: ProgramReport, { width, ascii }: Layout): string[] {
  const room = width - '  stdout: '.length;
  const stdout = lastLines(program.stdout, exactLines, { ascii }).map((line) => cut(line, room, { ascii }));
  const stderr = lastLines(program.stderr, stderrInWords, { ascii }).flatMap((line) =>
    wrap(cut(line, room * MOST_LINES_OF_ONE, { ascii }), room),
  );
  return [
    ...wrapBehind('Program:  ', `${program.command}, ${program.ending}`, width),
    ...behind('  stdout: ', stdout.length === 0 && stderr.length === 0 ? ['nothing'] : stdout),
    ...behind('  stderr: ', stderr),
  ];
}

type ReadLines = (text: string, options: { ascii?: boolean }) => string[];

function lastLines(text: string, read: ReadLines, options: { ascii?: boolean }): string[] {
  const tail = text.slice(-TAIL);
  const lines = isData(tail) ? ['(bytes that are no text)'] : read(tail, options);
  const isWhole = tail.length === text.length && lines.length <= MOST_LINES;
  return isWhole ? lines : ['(what came before is left out)', ...lines.slice(-MOST_LINES)];
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
