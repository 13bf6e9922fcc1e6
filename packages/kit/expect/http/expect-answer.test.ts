import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { textOf, type Words } from '../../failure/message.ts';
import { withinDeadline } from '../../program/deadline.ts';
import type { Program } from '../../program/program.ts';
import { counted } from './answer.ts';
import { expectAnswer, expectCutShort, expectHead } from './expect-answer.ts';

const answer = counted('uno\r\n\r\ndos', { headers: ['Set-Cookie: a=1', 'Set-Cookie: b=2'] });
const HEAD = 'HTTP/1.1 200 OK\nSet-Cookie: a=1\nSet-Cookie: b=2\nContent-Length: 10\n';

/** A program that has printed this, and ended with this exit code; `null`: it still runs. */
function program(stdout: string, code: number | null = 0): Program {
  const bytes = Buffer.from(stdout);
  const ended: Program['ended'] = code === null ? new Promise(() => {}) : Promise.resolve({ code, signal: null });
  return {
    label: 'The program',
    stdout: { bytes: () => bytes, text: () => stdout },
    inTime: async () => {},
    ended,
    endsInTime: () => withinDeadline(ended),
  } as unknown as Program;
}

describe('right', () => {
  test.each([
    ['alone', `${HEAD}\nuno\r\n\r\ndos`],
    ['with the CRs of the head', `${HEAD.replaceAll('\n', '\r\n')}\r\nuno\r\n\r\ndos`],
    ['with some of them', `${HEAD.replaceAll('\n', '\r\n')}\nuno\r\n\r\ndos`],
    ['behind other lines', `Message sent successfully\n${HEAD}\nuno\r\n\r\ndos`],
    ['behind a status line of its own', `HTTP/1.1 200 OK\nThe answer:\n${HEAD}\nuno\r\n\r\ndos`],
  ])('%s', async (_what, stdout) => {
    await expectAnswer(program(stdout), answer);
    await expectHead(program(stdout), answer);
  });
});

describe('wrong', () => {
  const HEAD_SUMMARY = 'The lines printed are not the head of the answer, with an empty line behind it.';
  const BODY_SUMMARY = 'What was printed behind the empty line is not the body of the answer.';
  test.each([
    ['nothing', '', 'The program did not print the status line of the answer.', 'nothing on stdout'],
    [
      'no status line',
      'Status: HTTP/1.1 200 OK\n',
      'The program did not print the status line of the answer.',
      'on stdout: "Status: HTTP/1.1 200 OK\\n"',
    ],
    ['a header missing', HEAD.replace('Set-Cookie: a=1\n', ''), HEAD_SUMMARY, undefined],
    ['no empty line', `${HEAD}uno\r\n\r\ndos`, HEAD_SUMMARY, undefined],
    ['a newline behind the body', `${HEAD}\nuno\r\n\r\ndos\n`, BODY_SUMMARY, undefined],
    ['the body without its CRs', `${HEAD}\nuno\n\ndos`, BODY_SUMMARY, undefined],
    ['half of the body', `${HEAD}\nuno`, BODY_SUMMARY, undefined],
  ])('%s', async (_what, stdout, summary, received) => {
    const comparison = received === undefined ? { kind: 'bytes' } : { kind: 'words', received };
    await expect(expectAnswer(program(stdout), answer)).rejects.toMatchObject({ summary, comparison });
  });

  test('an exit code', async () => {
    await expect(expectAnswer(program(`${HEAD}\nuno\r\n\r\ndos`, 1), answer)).rejects.toMatchObject({
      summary: expect.stringContaining('The answer was whole, and the program ended with exit code 1'),
    });
  });

  test.each([
    ['all is printed', `${HEAD}\nuno\r\n\r\ndos`, 'The program has printed the whole answer, and did not end.'],
    ['a part of the body', `${HEAD}\nuno`, 'The answer is whole, and the program waits for more.'],
    ['nothing', '', 'The answer is whole, and the program waits for more.'],
  ])('no end, and %s', async (_what, stdout, summary) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const failed = expect(expectAnswer(program(stdout, null), answer)).rejects.toMatchObject({ summary });
    await vi.advanceTimersByTimeAsync(60_000);
    await failed;
  });

  test('the head is compared without its CRs, up to its empty line', async () => {
    const printed = `${HEAD.replace('b=2', 'B=2')}\nuno\r\n\r\ndos`;
    await expect(expectHead(program(printed), answer)).rejects.toMatchObject({
      comparison: { expected: Buffer.from(`${HEAD}\n`), received: Buffer.from(`${HEAD.replace('b=2', 'B=2')}\n`) },
    });
  });
});

function ended(code: number, stderr: string): Program {
  const ending = { code, signal: null };
  return {
    label: 'The program',
    ended: Promise.resolve(ending),
    exits: async () => {},
    stderr: { text: () => stderr },
    printsOnStderr: async (line: RegExp, what: Words) => {
      if (!line.test(stderr)) throw new Error(`no ${textOf(what)}`);
    },
  } as unknown as Program;
}

test('a program that says so', async () => {
  await expectCutShort(ended(1, 'cut short\n'), 'end');
  await expectCutShort(ended(1, 'read ECONNRESET\n'), 'reset');
});

test.each([
  ['end', 'The connection ended before the answer was whole, and nobody would know it from the exit code.'],
  ['reset', 'The connection was reset before the answer was whole, and nobody would know it from the exit code.'],
] as const)('exit code 0 after a connection that was cut short by a %s', async (how, summary) => {
  await expect(expectCutShort(ended(0, 'cut short'), how)).rejects.toMatchObject({ summary });
});

test('a reset has its code', async () => {
  await expect(expectCutShort(ended(1, 'cut short'), 'reset')).rejects.toThrow('no a line with ECONNRESET');
});
