import { expect, test } from 'vitest';
import { rowsOf } from './rows-of.ts';

test.each([
  ['', ['']],
  ['1234', ['1234']],
  ['123456789', ['1234', '5678', '9']],
  ['\x1b[1m1234\x1b[22m', ['\x1b[1m1234\x1b[22m']],
  ['12\x1b[38;5;1m345\x1b[39m', ['12\x1b[38;5;1m34', '5\x1b[39m']],
  ['a日本語', ['a日', '本語']],
  ['señora', ['seño', 'ra']],
])('%j in rows of four columns', (line, rows) => {
  expect(rowsOf(line, 4)).toEqual(rows);
});
