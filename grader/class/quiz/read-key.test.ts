import { parseQuiz } from '@socket-lab/kit/commands/quiz/quiz';
import { expect, test } from 'vitest';
import { TINY_KEY, TINY_QUIZ } from '../fixtures/tiny-quiz.ts';
import { parseKey, readKey } from './read-key.ts';

const quiz = parseQuiz(TINY_QUIZ, 'quiz.yaml');

test('says what is right, for each question', () => {
  const key = parseKey(TINY_KEY, 'quiz-key.yaml', quiz);
  expect([...key.keys()]).toEqual(['first', 'which', 'method', 'bytes', 'last']);
  expect([...key.values()].map(({ accept }) => accept)).toEqual([['a'], [['a', 'c']], ['.send', 'enviar'], [4], ['a']]);
  expect(key.get('bytes')).toEqual({ accept: [4], reason: 'The ñ has two.', read: 'README.md#hello' });
});

test.each([
  ['  bytes: {', '  bites: {', /^quiz-key\.yaml:2: answers\.bytes: this question of quiz\.yaml has no key$/],
  ['answers:\n', 'answers:\n  more: {}\n', /^quiz-key\.yaml:2: answers\.more: quiz\.yaml has no such question$/],
  ['accept: 4', 'accept: "4"', /^quiz-key\.yaml:5: answers\.bytes\.accept: .*number/],
  ['accept: 4', 'acept: 4', /^quiz-key\.yaml:5: answers\.bytes\.accept: /],
  [
    'accept: 4',
    'points: 2, accept: 4',
    /^quiz-key\.yaml:5: answers\.bytes\.points: there is nothing of this name in a key$/,
  ],
  ['first: { accept: a', 'first: { accept: d', /^quiz-key\.yaml:2: answers\.first\.accept: .*"a"\|"b"\|"c"/],
  ['first: { accept: a', 'first: { accept: [a]', /^quiz-key\.yaml:2: answers\.first\.accept: /],
  ['[a, c]', '[]', /^quiz-key\.yaml:3: answers\.which\.accept: /],
  ['[a, c]', '[a, x]', /^quiz-key\.yaml:3: answers\.which\.accept\.1: /],
  ['[.send, enviar]', '[]', /^quiz-key\.yaml:4: answers\.method\.accept: /],
  [
    '[.send, enviar]',
    '[98]',
    /^quiz-key\.yaml:4: answers\.method\.accept\.0: a wording is a text; put it in quotation marks$/,
  ],
  ['reason: The ñ has two.', 'reason: ""', /^quiz-key\.yaml:5: answers\.bytes\.reason: /],
  [', reason: The ñ has two.', '', /^quiz-key\.yaml:5: answers\.bytes\.reason: /],
  [
    'README.md#hello }\n  bytes',
    'hello }\n  bytes',
    /^quiz-key\.yaml:4: answers\.method\.read: a place in the lesson is written README\.md#its-heading$/,
  ],
  ['answers:', 'answers: [', /^quiz-key\.yaml:\d: /],
])('says in one line what is wrong: %j → %j', (from, to, message) => {
  expect(() => parseKey(TINY_KEY.replace(from, to), 'quiz-key.yaml', quiz)).toThrow(message);
});

test('says that there is none', () => {
  expect(() => readKey(import.meta.dirname, quiz)).toThrow(
    'packages/quiz/hidden/quiz-key.yaml cannot be read (ENOENT).',
  );
});
