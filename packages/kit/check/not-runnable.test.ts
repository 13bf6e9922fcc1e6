import { expect, test } from 'vitest';
import { renderFailure } from '../failure/render-failure.ts';
import { notRunnable } from './not-runnable.ts';

const read = (program: string, fault: string) => renderFailure(notRunnable(program, fault));

test('the first fault and its place in the first line, the caret, a hint', () => {
  const fault = 'src/server.ts:2:9: Expected ")" but found ";"\n  const x = (1;\n              ^';
  expect(read('server', fault)).toBe(`The server cannot start: src/server.ts:2:9: Expected ")" but found ";"

  const x = (1;
              ^

Hint: A bracket or brace too many or too few, there or in the lines before.`);
});

test.each([
  ['src/a.ts:1:1: Unexpected "<<"\n  <<<<<<< HEAD\n  ^', /Hint: These are the marks of a merge/],
  ['src/a.ts:1:1: Unexpected "\ufffd"', /Hint: The file is not saved as UTF-8/],
  ["src/a.ts:1:1: Unterminated string literal\n  'a;", /Hint: The closing quote is missing/],
  ['src/a.ts:1:1: The symbol "a" has already been declared', /Hint: Two things have the same name/],
  ['src/a.ts:1:1: Unexpected end of file', /Hint: A bracket or brace too many/],
  ['src/a.ts:1:1: "await" can only be used inside an "async" function', /Hint: await works at the top/],
  ['src/a.ts:1:1: Expected identifier but found "5"', /Hint: The fault is where the caret points/],
  ['src/a.ts:1:1: Node has no module "node:nett".', /nett"\.$/],
])('%s', (fault, text) => {
  expect(read('01-bind', fault).replace(/\s+/g, ' ')).toMatch(text);
});

test('no escape of the file reaches the terminal', () => {
  expect(read('server', 'src/server.ts:1:1: x\n  \x1b[31m')).toContain('\\x1b[31m');
});
