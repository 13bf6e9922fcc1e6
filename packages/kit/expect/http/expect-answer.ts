import { CheckFailure } from '../../failure/failure.ts';
import { type Message, say } from '../../failure/message.ts';
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
    throw new CheckFailure(say('answer-then-ended', { program: program.name, ending: { ending } }), {
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
function waitsFailure(program: Program, answer: Answer, body: Buffer | undefined): CheckFailure {
  if (body?.equals(answer.body)) {
    return new CheckFailure(say('whole-and-did-not-end', { Program: program.name }), {
      kind: 'words',
      expected: say('ends-with-the-answer'),
      received: say('connection-still-open'),
    });
  }
  const said = say('waits-for-more', { program: program.name });
  if (!body) {
    return new CheckFailure(said, {
      kind: 'words',
      expected: say('prints-and-ends'),
      received: shown(program),
    });
  }
  const followedBy = say('nothing-more-for', { seconds: STEP_DEADLINE_MS / 1000 });
  return new CheckFailure(said, { kind: 'bytes', expected: answer.body, received: body, followedBy });
}

function headFailure(program: Program, answer: Answer): CheckFailure {
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
