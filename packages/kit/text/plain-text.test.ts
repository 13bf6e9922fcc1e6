import { expect, test } from 'vitest';
import { plainLine, plainText } from './plain-text.ts';

test.each([
  ['José María 😀 李', 'José María 😀 李'],
  ['\u001b[2J\u001b[1;31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007name', 'name'],
  ['\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'link'],
  ['a\u0000b\u0008c\u007f\u009b31m', 'abc'],
  ['left\u202Eright\u2066', 'leftright'],
  ['two\r\nlines\tand a tab', 'two lines and a tab'],
  ['bare\u001b', 'bare'],
])('%j is %j on the screen', (text, shown) => {
  expect(plainLine(text)).toBe(shown);
});

test('line breaks and tabs stay in a text', () => {
  expect(plainText('a\r\n\tb\rc\u001b[K\n')).toBe('a\n\tb\nc\n');
});
