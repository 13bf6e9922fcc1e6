import { describe, expect, it } from 'vitest';
import { type Answer, answerInWords, answerTo, expectedOf } from './answer.ts';
import { QUIZ } from './fixtures/quiz-of-each-kind.ts';
import type { Question } from './quiz.ts';

const questionOf = (wanted: Question['kind']) => QUIZ.questions.find(({ kind }) => kind === wanted) as Question;

describe('answerTo', () => {
  it.each<[Question['kind'], string | string[], Answer | undefined]>([
    ['choice', 'b', 'b'],
    ['choice', ' B) ', 'b'],
    ['choice', '"b"', 'b'],
    ['choice', ['c'], 'c'],
    ['choice', 'd', undefined],
    ['choice', 'a, b', undefined],
    ['choice', 'that', undefined],
    ['choice', '', undefined],
    ['choices', 'a', ['a']],
    ['choices', 'c, a', ['a', 'c']],
    ['choices', 'A and C', ['a', 'c']],
    ['choices', 'a y c', ['a', 'c']],
    ['choices', '[a, c]', ['a', 'c']],
    ['choices', 'ca', ['a', 'c']],
    ['choices', ['c', 'a', 'c'], ['a', 'c']],
    ['choices', ['a', 'x'], undefined],
    ['choices', [], undefined],
    ['choices', 'all', undefined],
    ['text', '  remoteAddress ', 'remoteAddress'],
    ['text', '862', '862'],
    ['text', 'x'.repeat(200), 'x'.repeat(200)],
    ['text', 'x'.repeat(201), undefined],
    ['text', ' ', undefined],
    ['text', ['a', 'b'], undefined],
    ['number', '13', 13],
    ['number', '13 bytes', 13],
    ['number', '13.', 13],
    ['number', '013', 13],
    ['number', '1,5', 1.5],
    ['number', '0.125', 0.125],
    ['number', '-4', -4],
    ['number', '65,507', 65507],
    ['number', '65.507', 65507],
    ['number', '65 507 octetos', 65507],
    ['number', "1'234'567,5", 1234567.5],
    ['number', '12345.25', 12345.25],
    ['number', 'many', undefined],
    ['number', '7 + 1', undefined],
    ['number', '0x10', undefined],
    ['number', '9'.repeat(400), undefined],
    ['number', ['13'], undefined],
  ])('%s: %j is %j', (kind, written, answer) => {
    expect(answerTo(questionOf(kind), written)).toEqual(answer);
  });
});

describe('in words', () => {
  it.each([
    ['choice', 'one of the letters a, b, c'],
    ['choices', 'letters out of a, b, c, as in a, b'],
    ['text', 'a few words, at most 200 characters'],
    ['number', 'a number'],
  ] as const)('what is expected: %s', (kind, words) => {
    expect(expectedOf(questionOf(kind))).toBe(words);
  });

  it('what was answered', () => {
    expect([['a', 'c'], 'b', 13].map(answerInWords)).toEqual(['a, c', 'b', '13']);
  });
});
