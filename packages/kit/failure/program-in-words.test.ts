import { expect, test } from 'vitest';
import type { ProgramReport } from './failure.ts';
import { programInWords } from './program-in-words.ts';

const report: ProgramReport = {
  command: 'client --port 41234',
  stdout: '',
  stderr: '',
  ending: { code: null, signal: null },
};
const shown = (parts: Partial<ProgramReport>) => programInWords({ ...report, ...parts }, { width: 60 });

test('a program that printed nothing', () => {
  expect(shown({})).toEqual(['Program:  client --port 41234, still running', '  stdout: nothing']);
});

test('tabs, and blanks at the end of a line, are shown', () => {
  expect(shown({ stdout: 'a\tb\r\nhola  \n\nInput: ' })).toEqual([
    'Program:  client --port 41234, still running',
    '  stdout: a\\tb\\r',
    '          hola\\x20\\x20',
    '',
    '          Input:',
  ]);
});

test('the last lines of many', () => {
  const stdout = Array.from({ length: 12 }, (_, index) => `line ${index + 1}\n`).join('');
  expect(shown({ stdout }).slice(1, 4)).toEqual([
    '  stdout: (what came before is left out)',
    '          line 5',
    '          line 6',
  ]);
});

test('32 MiB in one line', { timeout: 30_000 }, () => {
  const begin = performance.now();
  expect(shown({ stdout: 'x'.repeat(33_554_432) }).slice(1)).toEqual([
    '  stdout: (what came before is left out)',
    `          ${'x'.repeat(48)} …`,
  ]);
  expect(performance.now() - begin).toBeLessThan(10_000);
});

test('bytes that are no text are not shown; a few of them are', () => {
  const data = Buffer.alloc(400, Buffer.of(0x41, 0xff, 0x0a, 0x80)).toString();
  expect(shown({ stdout: data }).slice(1)).toEqual(['  stdout: (bytes that are no text)']);
  expect(shown({ stdout: `${'x'.repeat(70_000)}${data.repeat(200)}` }).slice(1)).toEqual([
    '  stdout: (what came before is left out)',
    '          (bytes that are no text)',
  ]);
  expect(shown({ stdout: 'a \ufffd\ufffd\n' }).slice(1)).toEqual(['  stdout: a \ufffd\ufffd']);
});

test('a stack trace on stderr, in words', () => {
  const stderr = 'Error: a\n    at one (/lab/src/client.ts:3:9)\n    at node:internal/x:1:1\n';
  expect(shown({ stderr, ending: { code: 1, signal: null } })).toEqual([
    'Program:  client --port 41234, exit code 1 (an error,',
    '          reported or uncaught)',
    '  stderr: Error: a',
    '            at src/client.ts:3',
  ]);
});
