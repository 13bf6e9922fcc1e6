import { exitInWords } from '../../failure/exit.ts';
import { CheckFailure } from '../../failure/failure.ts';
import { STEP_DEADLINE_MS } from '../../program/deadline.ts';
import type { Program } from '../../program/program.ts';
import { printable } from '../../text/printable.ts';
import type { Answer } from './answer.ts';
import { printedBody, printedHeads } from './printed-heads.ts';

/** So much of what was printed is compared with the head. */
const BEYOND_HEAD = 64;

/**
 * The program prints the status line and the headers of the answer, and an empty line behind them. CRs may be left out; lines
 * of the program's own may stand before.
 * @throws CheckFailure when the program has ended, or the time is up, without them.
 */
export async function expectHead(program: Program, answer: Answer): Promise<void> {
  const isThere = () => printedBody(program.stdout.bytes(), answer) !== undefined;
  await program.inTime(isThere);
  if (!isThere()) throw headFailure(program, answer);
}

/**
 * The whole answer has been sent. The program ends with exit code 0, and has printed the head, an empty line, and the decoded
 * body, and nothing behind that.
 * @throws CheckFailure
 */
export async function expectAnswer(program: Program, answer: Answer): Promise<void> {
  const ending = await program.endsInTime();
  const body = printedBody(program.stdout.bytes(), answer);
  if (!ending) throw waitsFailure(program, answer, body);
  if (ending.code !== 0) {
    throw new CheckFailure(`The answer was whole, and ${theProgram(program)} ended with ${exitInWords(ending)}.`, {
      kind: 'words',
      expected: 'the answer is printed; exit code 0',
      received: exitInWords(ending),
    });
  }
  if (!body) throw headFailure(program, answer);
  if (body.equals(answer.body)) return;
  throw new CheckFailure('What was printed behind the empty line is not the body of the answer.', {
    kind: 'bytes',
    expected: answer.body,
    received: body,
    followedBy: 'the end of the output',
  });
}

/** It has not ended, though there is nothing to wait for. */
function waitsFailure(program: Program, answer: Answer, body: Buffer | undefined): CheckFailure {
  if (body?.equals(answer.body)) {
    return new CheckFailure(`${program.who} has printed the whole answer, and did not end.`, {
      kind: 'words',
      expected: 'it ends with the last byte of the answer, whether the server closes or not',
      received: 'it still runs: the connection, a timer or stdin is still open',
    });
  }
  const summary = `The answer is whole, and ${theProgram(program)} waits for more.`;
  if (!body) {
    return new CheckFailure(summary, {
      kind: 'words',
      expected: 'it prints the answer, and ends with its last byte',
      received: shown(program),
    });
  }
  const followedBy = `nothing more, for ${STEP_DEADLINE_MS / 1000} seconds`;
  return new CheckFailure(summary, { kind: 'bytes', expected: answer.body, received: body, followedBy });
}

function headFailure(program: Program, answer: Answer): CheckFailure {
  const printed = program.stdout.bytes();
  const [place] = printedHeads(printed, answer);
  const expected = withoutCr(answer.head);
  if (!place) {
    const [statusLine = ''] = expected.toString('latin1').split('\n');
    return new CheckFailure(`${program.who} did not print the status line of the answer.`, {
      kind: 'words',
      expected: `the line "${statusLine}" on stdout`,
      received: shown(program),
    });
  }
  const received = withoutCr(printed.subarray(place.begin)).subarray(0, expected.length + BEYOND_HEAD);
  return new CheckFailure('The lines printed are not the head of the answer, with an empty line behind it.', {
    kind: 'bytes',
    expected,
    received: received.subarray(0, endOfHead(received)),
    followedBy: 'the end of the output',
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

function shown({ stdout }: Program): string {
  const text = stdout.text();
  return text === '' ? 'nothing on stdout' : `on stdout: "${printable(text.slice(-300))}"`;
}

function theProgram({ who }: Program): string {
  return who.replace(/^The/, 'the');
}
