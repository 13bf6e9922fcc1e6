import { describe, expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import { QUIZ } from './fixtures/quiz-of-each-kind.ts';
import { faultsOf, readAnswers } from './read-answers.ts';

const read = (source: string) => readAnswers(source, 'answers.yaml', QUIZ);

describe('takes what is an answer', () => {
  it.each<[string, Answer]>([
    ['one: b', 'b'],
    ['"one" : b # surely', 'b'],
    ['\uFEFFone: b\r\n', 'b'],
    ['one: [c]', 'c'],
    ['some: [c, a]', ['a', 'c']],
    ['some:\n  - c\n  - a', ['a', 'c']],
    ['word:  remoteAddress ', 'remoteAddress'],
    ['word: 862', '862'],
    ['word: 0x10', '0x10'],
    ['word: yes', 'yes'],
    ["word: 'connect ECONNREFUSED: nobody'", 'connect ECONNREFUSED: nobody'],
    ['count: 13', 13],
    ['count: "13"', 13],
    ['count: 65.507', 65507],
    ['{ count: 13 }', 13],
  ])('%j', (source, answer) => {
    const { given, ...rest } = read(source);
    expect([...given.values()]).toEqual([answer]);
    expect(rest).toEqual({ faulty: new Map(), faults: [] });
  });

  it.each(['', '# nothing yet\n', 'one:\nword: ""\ncount: ~\nsome: []\n'])('%j is not answered', (source) => {
    expect(read(source)).toEqual({ given: new Map(), faulty: new Map(), faults: [] });
  });
});

describe('says what is wrong, and whom it costs', () => {
  it.each([
    ['one: d', 'one', 'answers.yaml:1: one: the answer is one of the letters a, b, c.'],
    ['word: hm\nsome: [a, x]', 'some', 'answers.yaml:2: some: the answer is letters out of a, b, c, as in a, b.'],
    ['word: { a: 1 }', 'word', 'answers.yaml:1: word: this is neither a text nor a list of letters.'],
    ['one: &x a\nword: *x', 'word', 'answers.yaml:2: word: this is neither a text nor a list of letters.'],
    ['word: [a, [b]]', 'word', 'answers.yaml:1: word: this is neither a text nor a list of letters.'],
    [`word: ${'x'.repeat(201)}`, 'word', 'answers.yaml:1: word: the answer is a few words, at most 200 characters.'],
    ['count: many', 'count', 'answers.yaml:1: count: the answer is a number.'],
    ['count: .inf', 'count', 'answers.yaml:1: count: the answer is a number.'],
    [
      'one: a\nword: x\none: a',
      'one',
      'answers.yaml:3: one: it is answered twice, on line 1 and here. Keep one of the two.',
    ],
  ])('%j', (source, question, fault) => {
    expect([...read(source).faulty]).toEqual([[question, fault]]);
    expect(read(source).given.has(question)).toBe(false);
  });

  it.each([
    ['Count: 3', 'answers.yaml:1: there is no question "Count".'],
    ['__proto__: 3', 'answers.yaml:1: there is no question "__proto__".'],
    ['- a\n- b', 'answers.yaml: it is no list of lines "question: answer".'],
    ['remoteAddress', 'answers.yaml: it is no list of lines "question: answer".'],
  ])('%j', (source, fault) => {
    expect(read(source)).toEqual({ given: new Map(), faulty: new Map(), faults: [fault] });
  });
});

describe('where the whole is no YAML', () => {
  it('costs a fault the question in whose line it stands', () => {
    const answers = read(
      '# mine\none: b\nword: listen EADDRINUSE: in use\ncount: 3 # three\n  \nsome:\n  - a\n  - c\nfoo bar\n',
    );
    expect(Object.fromEntries(answers.given)).toEqual({ one: 'b', count: 3, some: ['a', 'c'] });
    expect(faultsOf(answers)).toEqual([
      'answers.yaml:3: word: this is no YAML (Nested mappings are not allowed in compact mappings). Put the answer in quotation marks.',
      'answers.yaml:9: this is no line "question: answer".',
    ]);
  });

  it.each([
    ['@word: x\none: b', { one: 'b' }],
    ['word: @x\none: b', { one: 'b' }],
    ['one: b\n---\ncount: 3', { one: 'b', count: 3 }],
    ['one: b\n\tcount: 3', {}],
    ['one: b\nsome: [a,\ncount: 3', { one: 'b', count: 3 }],
  ])('%j', (source, given) => {
    expect(Object.fromEntries(read(source).given)).toEqual(given);
  });
});

describe('a text that means harm', { timeout: 60_000 }, () => {
  const times = (count: number, piece: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => piece(i)).join('');
  it.each([
    [
      'aliases upon aliases',
      `one: &a [x, x]\n${times(9, (i) => `k${i}: &k${i} [*${i ? `k${i - 1}` : 'a'}, *${i ? `k${i - 1}` : 'a'}]\n`)}`,
    ],
    ['brackets', `word: ${'['.repeat(60_000)}`],
    ['closed brackets', `word: ${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['deep lists', '- '.repeat(30_000)],
    ['11,000 questions', times(11_000, (i) => `k${i}:\n`)],
    ['11,000 questions in one line', `{${times(11_000, (i) => `k${i},`)}}`],
    ['one question 9,000 times', 'one: b\n'.repeat(9_000)],
    ['30,000 lines that are none', '@\n'.repeat(30_000)],
    ['a tag of 64 KiB', '!'.repeat(65_000)],
    ['questions that are lists', times(3_000, (i) => `? [a, b${i}]\n: c\n`)],
    ['YAML 1.1', '%YAML 1.1\n---\none: &a {x: y}\n<<: *a\n'],
  ])('%s', (_, source) => {
    const answers = read(source);
    expect(answers.given.size).toBe(0);
    const faults = faultsOf(answers);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(24);
    for (const fault of faults) expect(fault.length).toBeLessThan(400);
  });
});
