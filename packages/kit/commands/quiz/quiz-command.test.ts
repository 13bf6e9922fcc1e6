import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { quizCourse, quizRun } from './fixtures/quiz-course.ts';

let course: ReturnType<typeof quizCourse>;
beforeEach(() => {
  course = quizCourse();
  return () => course[Symbol.dispose]();
});

/** Runs the command with this typed before it starts, and then the end of input. */
async function quiz(line: string, typed = '') {
  await using session = quizRun(course.directory, line.split(' ').filter(Boolean));
  session.type(typed);
  session.endInput();
  return await session.ending();
}

describe('asks for something that cannot be done: one line, exit code 2', () => {
  test.each([
    ['', 'Which quiz? Name its topic. There are: tiny.'],
    ['tyni', 'There is no quiz of "tyni". There are: tiny.'],
    ['without-quiz', 'There is no quiz of "without-quiz". There are: tiny.'],
    ['tiny tiny', 'One topic at a time, not "tiny" and "tiny". "pnpm quiz --help" says what there is.'],
    ['tiny --agin', `Unknown option '--agin'. Did you mean --again? "pnpm quiz --help" says what there is.`],
  ])('%j', async (line, fault) => {
    expect(await quiz(line)).toEqual({ code: 2, printed: `${fault}\n` });
  });
});

test('says how to use it', async () => {
  const { code, printed } = await quiz('--help');
  expect(code).toBe(0);
  expect(printed).toMatch(/^Usage: pnpm quiz TOPIC \[flags\]\n/);
});

describe('without a terminal', () => {
  test('prints each question, reads a line, and says at the end how things stand', async () => {
    const { code, printed } = await quiz('tiny', 'd\nb\nA, c\n.send()\nfour\n4 bytes\n\n');
    expect(code).toBe(0);
    expect(printed).toBe(`Tiny: 5 questions, none answered.

1 of 5  Which comes first?
  a) bind
  b) listen
  c) accept
A letter (Enter alone skips, q leaves): d
The answer is one of the letters a, b, c.
A letter (Enter alone skips, q leaves): b

2 of 5  Which of these promise order?
  a) TCP
  b) UDP
  c) a pipe
All letters that hold (Enter alone skips, q leaves): A, c

3 of 5  Which method sends?
A word or two (Enter alone skips, q leaves): .send()

4 of 5  How many bytes has año?
A number (Enter alone skips, q leaves): four
The answer is a number.
A number (Enter alone skips, q leaves): 4 bytes

5 of 5  Which comes last?
  a) close
  b) connect
A letter (Enter alone skips, q leaves): 

4 of 5 questions are answered, left: last.
Your answers are in packages/tiny/answers.yaml. Hand it in with your programs; your instructor has
the key.
To go on: pnpm quiz tiny
`);
    expect(
      course.answers,
    ).toBe(`# My answers to the questions in quiz.yaml, one line for each: its id, a colon, the answer.
# "pnpm quiz tiny" writes them here; change what you like.
first: b
which: [a, c]
method: .send()
bytes: 4
`);
  });

  test('goes on at the first question that is not answered', async () => {
    await quiz('tiny', '\nac\nq\n');
    expect(course.answered).toEqual(['which: [a, c]']);
    const { printed } = await quiz('tiny', 'a\nsend\n');
    expect(printed).toContain('Tiny: 5 questions, 1 answered.\n\n1 of 5');
    expect(printed).not.toContain('2 of 5');
    expect(course.answered).toEqual(['which: [a, c]', 'first: a', 'method: send']);
    expect((await quiz('tiny', '4\nb\n')).printed).toContain('\nAll 5 questions are answered. ');
    expect((await quiz('tiny')).printed).toBe(`Tiny: 5 questions, 5 answered.

All 5 questions are answered. Your answers are in packages/tiny/answers.yaml. Hand it in with your
programs; your instructor has the key.
To think again: pnpm quiz tiny --again
`);
  });

  test('asks again, and keeps what is not changed', async () => {
    await quiz('tiny', 'a\nac\nsend\n4\nb\n');
    const { printed } = await quiz('tiny --again', 'b\n\nwrite: it\nq\n');
    expect(printed).toContain('All letters that hold (Enter alone keeps a, c, q leaves): \n');
    expect(course.answered).toEqual(['first: b', 'which: [a, c]', 'method: "write: it"', 'bytes: 4', 'last: b']);
  });

  test('has written an answer before it asks the next question', async () => {
    await using session = quizRun(course.directory, ['tiny']);
    await session.sees('q leaves): ');
    session.type('c\n');
    await session.sees('2 of 5');
    expect(course.answered).toEqual(['first: c']);
  });

  test('keeps what an editor writes to the file meanwhile', async () => {
    await using session = quizRun(course.directory, ['tiny']);
    session.type('c\n');
    await session.sees('2 of 5');
    course.write('# by hand\nlast: a # surely\nfirst: b\n');
    session.type('ac\n');
    await session.sees('3 of 5');
    expect(course.answers).toBe('# by hand\nlast: a # surely\nfirst: b\nwhich: [a, c]\n');
    course.write('first: [\n');
    session.type('send\n');
    expect(await session.ending()).toMatchObject({ code: 2 });
    expect(course.answers).toBe('first: [\n');
  });

  test('says of nothing that it is nothing', async () => {
    expect((await quiz('tiny', 'q\n')).printed).toMatch(/\n\nNothing is answered yet\.\nTo go on: pnpm quiz tiny\n$/);
    expect(course.answers).toBe(undefined);
  });
});

describe('never writes to a file in which something is wrong', () => {
  test.each([
    ['first: b\nlast: z\n', 'packages/tiny/answers.yaml:2: last: the answer is one of the letters a, b.'],
    ['first: b\nfrist: a\n', 'packages/tiny/answers.yaml:2: there is no question "frist".'],
    [
      'method: it is: send\n',
      'packages/tiny/answers.yaml:1: method: this is no YAML (Nested mappings are not allowed in compact mappings). Put the answer in quotation marks.',
    ],
    ['- b\n- a\n', 'packages/tiny/answers.yaml: it is no list of lines "question: answer".'],
    ['method: "\u001b[2J\n', expect.not.stringContaining('\u001b')],
  ])('%j', async (answers, fault) => {
    course.write(answers);
    const { code, printed } = await quiz('tiny', 'a\nb\n');
    const lines = printed.trimEnd().split('\n');
    expect(code).toBe(2);
    expect(lines).toEqual([fault, 'Mend packages/tiny/answers.yaml first. Nothing in it was changed.']);
    expect(course.answers).toBe(answers);
  });

  test('a folder', async () => {
    mkdirSync(join(course.directory, 'packages/tiny/answers.yaml'));
    expect(await quiz('tiny', 'a\n')).toEqual({
      code: 2,
      printed: 'packages/tiny/answers.yaml cannot be read (EISDIR).\n',
    });
  });

  test('Latin-1', async () => {
    course.write(Buffer.from('method: señal\n', 'latin1'));
    expect(await quiz('tiny', 'a\n')).toEqual({
      code: 2,
      printed: 'packages/tiny/answers.yaml is not UTF-8. Save it as UTF-8.\n',
    });
  });
});

const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;
if (!hasScript) console.log('script(1) of util-linux is not here: the quiz is not tried in a terminal.');

describe.runIf(hasScript || (process.env.CI && process.platform === 'linux'))('in a terminal', () => {
  const DOWN = '\u001b[B';
  const inTerminal = (args: string[]) => quizRun(course.directory, args, { inTerminal: true });

  test('arrow keys, letters, space, Enter, s; Ctrl-C leaves', async () => {
    await using session = inTerminal(['tiny']);
    await session.sees('1 of 5 Which comes first?', 's skips, q leaves');
    session.type(`${DOWN}\r`);
    await session.sees('✔ 1 of 5 Which comes first?', 'b) listen', '◯ c) a pipe', 's skips, q leaves');
    session.type(` ${DOWN}${DOWN} \r`);
    await session.sees('✔ 2 of 5', 'a, c', '3 of 5 Which method sends?', 'q leaves:');
    session.type('\r');
    await session.sees('– 3 of 5', 'skipped', 'q leaves:');
    session.type('four\r');
    await session.sees('The answer is a number.');
    session.type('\u0015');
    session.type('4\r');
    await session.sees('✔ 4 of 5', 's skips, q leaves');
    session.type('b');
    await session.sees('❯ b) connect');
    session.type('\u0003');
    await session.sees('3 of 5 questions are answered, left: method, last.');
    expect((await session.ending()).code).toBe(0);
    expect(course.answered).toEqual(['first: b', 'which: [a, c]', 'bytes: 4']);
  });

  const LIST = { answers: 'first: a\n', prompt: 's skips, q leaves' };
  const LINE = { answers: 'first: a\nwhich: a\n', prompt: 'q leaves:' };

  test.each([
    ['q leaves a list', LIST, 'q'],
    ['Ctrl-D leaves a list', LIST, '\u0004'],
    ['Ctrl-D behind a space leaves a list', LIST, ' \u0004'],
    ['Ctrl-C leaves a list', LIST, '\u0003'],
    ['q and Enter leaves a line', LINE, 'q\r'],
    ['Ctrl-D leaves a line', LINE, '\u0004'],
    ['Ctrl-C leaves a line', LINE, '\u0003'],
  ])('%s', async (_, { answers, prompt }, key) => {
    course.write(answers);
    await using session = inTerminal(['tiny']);
    await session.sees(prompt);
    session.type(key);
    await session.sees(`${answers === LIST.answers ? 1 : 2} of 5 questions are answered`);
    expect((await session.ending()).code).toBe(0);
    expect(course.answers).toBe(answers);
  });

  test('s skips, and what was answered stands there when it is asked again', async () => {
    course.write('first: b\nwhich: [b]\nmethod: send\nbytes: 4\nlast: b\n');
    await using session = inTerminal(['tiny', '--again']);
    await session.sees('❯ b) listen', 's skips, q leaves');
    session.type('s');
    await session.sees('– 1 of 5', '◉ b) UDP', 's skips, q leaves');
    session.type(' \r');
    await session.sees('✔ 2 of 5', 'Enter alone keeps what you have, q leaves: (send)');
    session.type('\r');
    await session.sees('✔ 3 of 5', 'q leaves: (4)');
    session.type('q\r');
    expect((await session.ending()).code).toBe(0);
    expect(course.answered).toEqual(['first: b', 'which: [a, b]', 'method: send', 'bytes: 4', 'last: b']);
  });

  test('--plain takes typed lines there, too; Ctrl-C leaves', async () => {
    await using session = inTerminal(['tiny', '--plain']);
    await session.sees('A letter (Enter alone skips, q leaves): ');
    session.type('c\r');
    await session.sees('All letters that hold (Enter alone skips, q leaves): ');
    session.type('\u0003');
    await session.sees('1 of 5 questions are answered');
    expect((await session.ending()).code).toBe(0);
    expect(course.answered).toEqual(['first: c']);
  });
});
