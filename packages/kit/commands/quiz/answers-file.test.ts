import { expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import { withAnswer } from './answers-file.ts';
import { QUIZ } from './fixtures/quiz-of-each-kind.ts';

const BY_HAND =
  '# mine\n\n# first\none: a # not sure\n\n\nword:   "yes: no"   # hm\nsome: # which?\n  - a\n  - c\n# end\n';

it.each<[source: string, question: string, answer: Answer, text: string]>([
  ['', 'one', 'b', 'one: b\n'],
  ['# nothing yet\n', 'some', ['a', 'c'], '# nothing yet\nsome: [a, c]\n'],
  ['one: a', 'count', 13, 'one: a\ncount: 13\n'],
  ['one: a\r\n# hm\r\n', 'count', 13, 'one: a\r\n# hm\r\ncount: 13\r\n'],
  ['\uFEFFone: a\n', 'word', 'ñandú', '\uFEFFone: a\nword: ñandú\n'],
  ['---\none: a\n', 'word', '- x', '---\none: a\nword: "- x"\n'],
  ['one:\n', 'one', 'c', 'one: c\n'],
  ['one: # later\n', 'one', 'c', 'one: c # later\n'],
  ['"one": ~\n', 'one', 'c', '"one": c\n'],
  ['one: ""\n', 'one', 'c', 'one: c\n'],
  ['word: x\n', 'word', '862', 'word: "862"\n'],
  ['word: x\n', 'word', 'null', 'word: "null"\n'],
  ['word: x\n', 'word', 'a # b', 'word: "a # b"\n'],
  ['word: x\n', 'word', 'listen EADDRINUSE: in use', 'word: "listen EADDRINUSE: in use"\n'],
  ['word: >\n  in two\n  lines\none: a\n', 'word', 'in one', 'word: in one\none: a\n'],
  [BY_HAND, 'one', 'b', BY_HAND.replace('one: a', 'one: b')],
  [BY_HAND, 'word', 'no', BY_HAND.replace('"yes: no"', 'no')],
  [BY_HAND, 'some', ['b'], BY_HAND.replace('- a\n  - c', '[b]')],
  [BY_HAND, 'count', 7, `${BY_HAND}count: 7\n`],
  ['{one: a, word: b} # short\n', 'count', 7, '{ one: a, word: b, count: 7 } # short\n'],
  ['  one: a\n', 'count', 7, 'one: a\ncount: 7\n'],
  ['one: a\n...\n', 'count', 7, 'one: a\n...\ncount: 7\n'],
])('%j with %s: %j', (source, question, answer, text) => {
  expect(withAnswer(source, QUIZ, question, answer)).toBe(text);
});
