import { parseQuiz } from '@socket-lab/kit/commands/quiz/quiz';
import { say, textOf } from '@socket-lab/kit/failure/message';
import type { HandedIn } from '@socket-lab/kit/submission/collect-topics';
import { describe, expect, test } from 'vitest';
import { TINY_ANSWERS, TINY_KEY, TINY_QUIZ } from '../fixtures/tiny-quiz.ts';
import { gradeQuiz } from './grade-quiz.ts';
import { parseKey } from './read-key.ts';
import { quizChecks } from './topic-quiz.ts';

const ANSWERS = 'packages/tiny/answers.yaml';
const quiz = parseQuiz(TINY_QUIZ, 'quiz.yaml');
const tiny = { quiz, key: parseKey(TINY_KEY, 'quiz-key.yaml', quiz), checks: quizChecks(quiz, 16) };
const outcomes = (handedIn: HandedIn) => [...gradeQuiz('tiny', tiny, handedIn).outcomes.values()];
const statuses = (text: string) => outcomes({ state: 'collected', text }).map(({ status }) => status);

test('the questions are public checks, worth alike', () => {
  expect(tiny.checks.map(({ id, points, visibility, program }) => [id, points, visibility, program])).toEqual([
    ['quiz/first', 3.2, 'public', 'quiz'],
    ['quiz/which', 3.2, 'public', 'quiz'],
    ['quiz/method', 3.2, 'public', 'quiz'],
    ['quiz/bytes', 3.2, 'public', 'quiz'],
    ['quiz/last', 3.2, 'public', 'quiz'],
  ]);
  expect([...gradeQuiz('tiny', tiny, { state: 'missing' }).outcomes.keys()]).toEqual(tiny.checks.map(({ id }) => id));
});

describe('grades', () => {
  test.each([
    ['all right', TINY_ANSWERS, ['passed', 'passed', 'passed', 'passed', 'passed']],
    ['nothing', '', ['todo', 'todo', 'todo', 'todo', 'todo']],
    ['some of it', 'first: b\nmethod: enviar\n', ['failed', 'todo', 'passed', 'todo', 'todo']],
    ['not all letters', 'which: a\n', ['todo', 'failed', 'todo', 'todo', 'todo']],
    ['a letter too many', 'which: [a, b, c]\n', ['todo', 'failed', 'todo', 'todo', 'todo']],
    ['another number', 'bytes: 3\n', ['todo', 'todo', 'todo', 'failed', 'todo']],
    ['another word', 'method: write\n', ['todo', 'todo', 'failed', 'todo', 'todo']],
    [
      'faults beside answers',
      'first: z\nmethod: a: b\nbytes: 4\nlast: a\nlast: a\n',
      ['failed', 'todo', 'failed', 'passed', 'failed'],
    ],
    ['no list of answers', '- a\n- b\n', ['todo', 'todo', 'todo', 'todo', 'todo']],
  ])('%s', (_, text, expected) => {
    expect(statuses(text)).toEqual(expected);
  });
});

describe('says', () => {
  test('of a wrong answer where to read on, and not what is right', () => {
    const [first] = outcomes({ state: 'collected', text: 'first: c' });
    expect(first).toEqual({
      status: 'failed',
      failure: { message: say('not-yet', { answer: 'c', place: 'packages/tiny/README.md#hello' }) },
    });
  });

  test('of a fault where it is and what could stand there', () => {
    const [first, which] = outcomes({ state: 'collected', text: 'frist: a\nwhich: z\n' });
    expect(first).toEqual({
      status: 'todo',
      failure: { message: say('not-answered-but', { faults: `${ANSWERS}:1: there is no question "frist".` }) },
    });
    expect(which).toEqual({
      status: 'failed',
      failure: { message: `${ANSWERS}:2: which: the answer is letters out of a, b, c, as in a, b.` },
    });
  });

  test('of a refused file why', () => {
    const reason = `${ANSWERS} is a link. Submit what it points to, in its place.`;
    expect(outcomes({ state: 'rejected', reason })).toEqual(
      Array(5).fill({ status: 'failed', failure: { message: reason } }),
    );
  });

  test('nothing of the key, whatever is handed in', () => {
    const texts = ['', 'first: b\nwhich: [b]\nmethod: write\nbytes: 5\nlast: b\n', 'first: [\n', '{', '\u0000', 'x: y'];
    const said = texts
      .flatMap((text) => outcomes({ state: 'collected', text }))
      .map(({ failure }) => textOf(failure?.message ?? ''));
    for (const secret of ['.send', 'enviar', 'Nobody finds', 'overtake', 'called that', 'has two', 'is over']) {
      expect(said.join('\n')).not.toContain(secret);
    }
  });
});
