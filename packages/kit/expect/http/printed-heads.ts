import type { Answer } from './answer.ts';

const CR = 0x0d;
const LF = 0x0a;

/** A place in what a program has printed where a line is the status line of the answer. */
export interface PrintedHead {
  begin: number;
  /** Behind the empty line, when all of the head stands here; CRs before LFs may be left out. */
  end: number | undefined;
}

/** Where a program has printed the status line of an answer. Lines of its own may stand before, and be like it. */
export function printedHeads(printed: Buffer, { head }: Answer): PrintedHead[] {
  const lines = linesOf(head);
  const [statusLine = Buffer.alloc(0)] = lines;
  const places: PrintedHead[] = [];
  for (let at = printed.indexOf(statusLine); at >= 0; at = printed.indexOf(statusLine, at + 1)) {
    const isLine = (at === 0 || printed[at - 1] === LF) && endOfLine(printed, at, statusLine) !== undefined;
    if (isLine) places.push({ begin: at, end: endOfLines(printed, at, lines) });
  }
  return places;
}

/** What a program has printed behind the head and the empty line; `undefined` while that is not there whole. */
export function printedBody(printed: Buffer, answer: Answer): Buffer | undefined {
  const bodies = printedHeads(printed, answer).flatMap(({ end }) => (end === undefined ? [] : [printed.subarray(end)]));
  return bodies.find((body) => body.equals(answer.body)) ?? bodies[0];
}

/** The lines of a head without their CR LF; the last one is empty. */
function linesOf(head: Buffer): Buffer[] {
  return head
    .toString('latin1')
    .split('\r\n')
    .slice(0, -1)
    .map((line) => Buffer.from(line, 'latin1'));
}

function endOfLines(printed: Buffer, begin: number, lines: readonly Buffer[]): number | undefined {
  let at: number | undefined = begin;
  for (const line of lines) at = at === undefined ? undefined : endOfLine(printed, at, line);
  return at;
}

/** Where the next line begins, when this one stands here. */
function endOfLine(printed: Buffer, at: number, line: Buffer): number | undefined {
  if (!printed.subarray(at, at + line.length).equals(line)) return undefined;
  const end = at + line.length;
  if (printed[end] === LF) return end + 1;
  return printed[end] === CR && printed[end + 1] === LF ? end + 2 : undefined;
}
