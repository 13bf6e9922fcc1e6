import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseQuiz, readQuiz } from './quiz.ts';

const QUIZ = `questions:
  - { id: one, kind: choice, question: Which?, options: { a: this, b: that } }
  - { id: two, kind: choices, question: Which ones?, options: { a: this, b: that, c: those } }
  - { id: three, kind: text, question: What? }
  - { id: four, kind: number, question: How many? }
  - id: five
    kind: text
    question: Why?
`;

describe('parseQuiz', () => {
  it('reads the four kinds of question', () => {
    const { questions } = parseQuiz(QUIZ, 'quiz.yaml');
    expect(questions.map(({ kind }) => kind)).toEqual(['choice', 'choices', 'text', 'number', 'text']);
  });

  it.each([
    ['kind: text\n', 'kind: essay\n', /^quiz\.yaml:7: questions\.4\.kind: /],
    ['id: five', 'id: Five!', /^quiz\.yaml:6: questions\.4\.id: an id has small letters/],
    ['id: five', 'id: four', /^quiz\.yaml:2: questions: two questions have the same id$/],
    ['question: Why?', 'question: ""', /^quiz\.yaml:8: questions\.4\.question: /],
    ['    question: Why?', '    question: Why?\n    points: 3', /^quiz\.yaml:6: questions\.4: .*points/],
    [
      '{ a: this, b: that } }',
      '{ a: this } }',
      /^quiz\.yaml:2: questions\.0\.options: there are at least two options$/,
    ],
    [
      '{ a: this, b: that } }',
      '{ yes: this, b: that } }',
      /^quiz\.yaml:2: questions\.0\.options: an option is named by one small letter from a to h$/,
    ],
    [
      '  - { id: four, kind: number, question: How many? }\n',
      '',
      /^quiz\.yaml:2: questions: a quiz has five to eight questions$/,
    ],
    ['questions:', 'questions: [', /^quiz\.yaml:\d+: /],
  ])('says in one line what is wrong: %j → %j', (from, to, message) => {
    expect(() => parseQuiz(QUIZ.replace(from, to), 'quiz.yaml')).toThrow(message);
  });
});

describe('readQuiz', () => {
  it('says in one line that there is none', () => {
    expect(() => readQuiz(import.meta.dirname)).toThrow(/^packages\/quiz\/quiz\.yaml cannot be read \(ENOENT\)\.$/);
  });

  it('reads the quiz of a topic', () => {
    const { questions } = readQuiz(join(import.meta.dirname, '../../../echo-service'));
    expect(questions.length).toBeGreaterThanOrEqual(5);
  });
});
