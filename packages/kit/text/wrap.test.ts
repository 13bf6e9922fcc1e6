import { expect, test } from 'vitest';
import { wrap, wrapBehind } from './wrap.ts';

test.each([
  ['', 10, ['']],
  ['one two three', 13, ['one two three']],
  ['one two three', 12, ['one two', 'three']],
  ['so a-word-that-is-longer than this', 10, ['so', 'a-word-tha', 't-is-longe', 'r than', 'this']],
  ['日本語のテキスト', 5, ['日本', '語の', 'テキ', 'スト']],
  ['  at src/server.ts:31 and so on', 20, ['  at', '  src/server.ts:31', '  and so on']],
  ['one\n\ntwo', 10, ['one', '', 'two']],
  ['日本 語の テキ', 9, ['日本 語の', 'テキ']],
])('%j in %d columns', (text, width, expected) => {
  expect(wrap(text, width)).toEqual(expected);
});

test('behind a label', () => {
  expect(wrapBehind('Hint: ', 'one two three', 14)).toEqual(['Hint: one two', '      three']);
});
