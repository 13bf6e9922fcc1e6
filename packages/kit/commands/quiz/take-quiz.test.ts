import { expect, test } from 'vitest';
import type { Answer } from './answer.ts';
import type { Quiz } from './quiz.ts';
import { type Asked, type Reply, takeQuiz } from './take-quiz.ts';

const quiz: Quiz = {
  questions: ['one', 'two', 'three'].map((id) => ({ id, kind: 'text', question: `${id}?` })),
};

/** What was asked, and what was answered. */
async function take(given: Record<string, Answer>, again: boolean, replies: Reply[]) {
  const seen: unknown[] = [];
  await takeQuiz({
    quiz,
    given: new Map(Object.entries(given)),
    again,
    ask: async ({ question, number, total, before }: Asked) => {
      seen.push(`${number}/${total} ${question.id}${before === undefined ? '' : ` (${before})`}`);
      return replies.shift() ?? 'leave';
    },
    onAnswer: (id, answer) => void seen.push([id, answer]),
  });
  return seen;
}

test.each([
  [
    'all of them',
    {},
    false,
    [{ answer: 'a' }, { answer: 'b' }, { answer: 'c' }],
    ['1/3 one', ['one', 'a'], '2/3 two', ['two', 'b'], '3/3 three', ['three', 'c']],
  ],
  ['only what is not answered', { one: 'a', three: 'c' }, false, ['skip'], ['2/3 two']],
  [
    'what is answered too, when asked to',
    { one: 'a' },
    true,
    [{ answer: 'x' }, 'skip', 'leave'],
    ['1/3 one (a)', ['one', 'x'], '2/3 two', '3/3 three'],
  ],
  ['nothing after the end', {}, false, [{ answer: 'a' }, 'leave'], ['1/3 one', ['one', 'a'], '2/3 two']],
] as [string, Record<string, Answer>, boolean, Reply[], unknown[]][])(
  'asks %s',
  async (_, given, again, replies, seen) => {
    expect(await take(given, again, replies)).toEqual(seen);
  },
);
