import type { ProgramReport } from './failure.ts';
import { cut, printableLines } from './printable.ts';
import { stderrInWords } from './stack.ts';
import { behind, wrap, wrapBehind } from './wrap.ts';

/** Of more lines only the last ones are shown. */
const MOST_LINES = 8;
/** The end of what a program printed that is looked at, in UTF-16 units. */
const TAIL = 65_536;
/** Of a line of stderr that is longer, the rest is left out. */
const MOST_LINES_OF_ONE = 4;

/** One launch: the command and how it ended, and what it printed last. */
export function programInWords(program: ProgramReport, { width, ascii }: { width: number; ascii?: boolean }): string[] {
  const room = width - '  stdout: '.length;
  const stdout = lastLines(printableLines(tail(program.stdout), { ascii })).map((line) => cut(line, room, { ascii }));
  const stderr = lastLines(stderrInWords(tail(program.stderr), { ascii })).flatMap((line) =>
    wrap(line, room)
      .slice(0, MOST_LINES_OF_ONE)
      .map((part) => cut(part, room, { ascii })),
  );
  return [
    ...wrapBehind('Program:  ', `${program.command}, ${program.ending}`, width),
    ...behind('  stdout: ', stdout.length === 0 && stderr.length === 0 ? ['nothing'] : stdout),
    ...behind('  stderr: ', stderr),
  ];
}

function tail(text: string): string {
  return text.length <= TAIL ? text : text.slice(text.indexOf('\n', text.length - TAIL) + 1);
}

function lastLines(lines: string[]): string[] {
  const omitted = lines.length - MOST_LINES;
  return omitted <= 0 ? lines : ['(earlier lines are left out)', ...lines.slice(omitted)];
}
