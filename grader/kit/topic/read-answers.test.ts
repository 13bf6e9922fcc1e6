import { describe, expect, it } from 'vitest';
import type { Quiz } from './quiz.ts';
import { type Answer, readAnswers } from './read-answers.ts';

const options = { a: 'this', b: 'that', c: 'those' };
const quiz: Quiz = {
  questions: [
    { id: 'one', kind: 'choice', question: 'Which?', options },
    { id: 'some', kind: 'choices', question: 'Which ones?', options },
    { id: 'word', kind: 'text', question: 'What?' },
    { id: 'count', kind: 'number', question: 'How many?' },
  ],
};
const read = (source: string) => readAnswers(source, 'answers.yaml', quiz);

describe('readAnswers', () => {
  it.each<[string, Answer]>([
    ['one: b', 'b'],
    ['one: B)', 'b'],
    ['one: [c]', 'c'],
    ['some: [c, a]', ['a', 'c']],
    ['some: a', ['a']],
    ['some: "A, c, a"', ['a', 'c']],
    ['word:  remoteAddress ', 'remoteAddress'],
    ['word: 862', '862'],
    ['word: yes', 'yes'],
    ['count: 13', 13],
    ['count: "13"', 13],
    ['count: 13 bytes', 13],
    ['count: 1,5', 1.5],
    ['count: -4', -4],
  ])('takes %j', (source, answer) => {
    const { given, faults } = read(source);
    expect([...given.values()]).toEqual([answer]);
    expect(faults).toEqual([]);
  });

  it.each(['', '# nothing yet\n', 'one:\nword: ""\ncount: ~\n'])('takes %j for not answered', (source) => {
    expect(read(source)).toEqual({ given: new Map(), faults: [] });
  });

  it.each([
    ['one: d', 'answers.yaml:1: one: the answer is one of the letters a, b, c'],
    ['one: [a, b]', 'answers.yaml:1: one: the answer is one of the letters a, b, c'],
    ['word: hm\nsome: [a, x]', 'answers.yaml:2: some: the answer is letters out of a, b, c, as in [a, b]'],
    ['word: { a: 1 }', 'answers.yaml:1: word: the answer is a few words, at most 200 characters'],
    ['count: many', 'answers.yaml:1: count: the answer is a number'],
    ['count: .inf', 'answers.yaml:1: count: the answer is a number'],
    ['Count: 3', 'answers.yaml:1: there is no question "Count"'],
    ['__proto__: 3', 'answers.yaml:1: there is no question "__proto__"'],
    ['- a\n- b', 'answers.yaml: it is no list of lines "question: answer"'],
    ['one: a\none: b', 'answers.yaml:2: Map keys must be unique'],
  ])('says what is wrong with %j', (source, fault) => {
    expect(read(source).faults).toEqual([fault]);
  });

  it('keeps the right answers beside a wrong one', () => {
    const { given, faults } = read('one: z\ncount: 3\n');
    expect(Object.fromEntries(given)).toEqual({ count: 3 });
    expect(faults).toHaveLength(1);
  });

  it('refuses a text that is far too long', () => {
    expect(read(`word: ${'x'.repeat(201)}`).faults).toHaveLength(1);
  });
});
