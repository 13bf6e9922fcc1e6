import { CheckFailure } from '../../failure/failure.ts';
import { type Message, say } from '../../failure/message.ts';
import { STEP_DEADLINE_MS, withinDeadline } from '../../program/deadline.ts';
import type { Program } from '../../program/program.ts';
import { printable } from '../../text/printable.ts';
import { expectNetworkFailure } from '../ending.ts';
import type { HttpAnswer } from './answer.ts';

/** So much of what was printed is compared with the head. */
const BEYOND_HEAD = 64;

/**
 * The program prints the status line and the headers of the answer, and an empty line behind them. CRs may be left out; lines
 * of the program's own may stand before.
 * @throws CheckFailure when the program has ended, or the time is up, without them.
 */
export async function expectHead(program: Program, answer: HttpAnswer): Promise<void> {
  const isThere = () => printedBody(program.stdout.bytes(), answer) !== undefined;
  await program.inTime(isThere);
  if (!isThere()) throw headFailure(program, answer);
}

/**
 * The whole answer has been sent. The program ends with exit code 0, and has printed the head, an empty line, and the decoded
 * body, and nothing behind that.
 * @throws CheckFailure
 */
export async function expectAnswer(program: Program, answer: HttpAnswer): Promise<void> {
  const ending = await program.endsInTime();
  const body = printedBody(program.stdout.bytes(), answer);
  if (!ending) throw waitsFailure(program, answer, body);
  if (ending.code !== 0) {
    throw new CheckFailure(say('answered-but-ended-with', { program: program.name, ending: { ending } }), {
      kind: 'words',
      expected: say('answer-and-code-0'),
      received: say('ending', { ending: { ending } }),
    });
  }
  if (!body) throw headFailure(program, answer);
  if (body.equals(answer.body)) return;
  throw new CheckFailure(say('not-the-body'), {
    kind: 'bytes',
    expected: answer.body,
    received: body,
    followedBy: say('end-of-output'),
  });
}

/** It has not ended, though there is nothing to wait for. */
function waitsFailure(program: Program, answer: HttpAnswer, body: Buffer | undefined): CheckFailure {
  if (body?.equals(answer.body)) {
    return new CheckFailure(say('answered-but-did-not-end', { Program: program.name }), {
      kind: 'words',
      expected: say('ends-with-the-answer'),
      received: say('connection-still-open'),
    });
  }
  const said = say('waits-for-more', { program: program.name });
  if (!body) {
    return new CheckFailure(said, { kind: 'words', expected: say('prints-and-ends'), received: shown(program) });
  }
  const followedBy = say('nothing-more-for', { seconds: STEP_DEADLINE_MS / 1000 });
  return new CheckFailure(said, { kind: 'bytes', expected: answer.body, received: body, followedBy });
}

function headFailure(program: Program, answer: HttpAnswer): CheckFailure {
  const printed = program.stdout.bytes();
  const [place] = printedHeads(printed, answer);
  const expected = withoutCr(answer.head);
  if (!place) {
    const [statusLine = ''] = expected.toString('latin1').split('\n');
    return new CheckFailure(say('no-status-line', { Program: program.name }), {
      kind: 'words',
      expected: say('status-line', { line: statusLine }),
      received: shown(program),
    });
  }
  const received = withoutCr(printed.subarray(place.begin)).subarray(0, expected.length + BEYOND_HEAD);
  return new CheckFailure(say('not-the-head'), {
    kind: 'bytes',
    expected,
    received: received.subarray(0, endOfHead(received)),
    followedBy: say('end-of-output'),
  });
}

/** The head of what was printed, which ends with its empty line if it has one. */
function endOfHead(printed: Buffer): number {
  const end = printed.indexOf('\n\n');
  return end < 0 ? printed.length : end + 2;
}

function withoutCr(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

function shown({ stdout }: Program): Message {
  const text = stdout.text();
  const stream = 'stdout';
  return text === ''
    ? say('nothing-on-stream', { stream })
    : say('stream-has', { stream, text: printable(text.slice(-300)) });
}

type CutShort = 'end' | 'reset';

/** The answer was cut short by an end or a reset: a line on stderr (with ECONNRESET after a reset), and exit code 1. */
export async function expectCutShort(program: Program, how: CutShort): Promise<void> {
  const ending = await withinDeadline(program.ended);
  if (!ending || ending.code === 0) {
    const isEnd = how === 'end';
    throw new CheckFailure(
      ending
        ? say(isEnd ? 'early-end-unreported' : 'early-reset-unreported')
        : say(isEnd ? 'early-end-still-waits' : 'early-reset-still-waits', { program: program.name }),
      {
        kind: 'words',
        expected: say(isEnd ? 'error-line-and-code-1' : 'reset-line-and-code-1'),
        received: ending ? say('ending', { ending: { ending } }) : say('runs-on'),
      },
    );
  }
  if (how === 'end') await expectNetworkFailure(program);
  else await expectNetworkFailure(program, /ECONNRESET/, say('line-with', { word: 'ECONNRESET' }));
}

const CR = 0x0d;
const LF = 0x0a;

/** A place in what a program has printed where a line is the status line of the answer. */
interface PrintedHead {
  begin: number;
  /** Behind the empty line, when all of the head stands here; CRs before LFs may be left out. */
  end: number | undefined;
}

/** Where a program has printed the status line of an answer. Lines of its own may stand before, and be like it. */
function printedHeads(printed: Buffer, { head }: HttpAnswer): PrintedHead[] {
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
function printedBody(printed: Buffer, answer: HttpAnswer): Buffer | undefined {
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
