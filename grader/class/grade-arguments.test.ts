import { expect, test } from 'vitest';
import { parseGradeArguments, USAGE } from './grade-arguments.ts';

const defaults = { topics: [], students: [], sandbox: 'auto', force: false, quiet: false, help: false };

test.each([
  ['', {}],
  ['--topic a --topic=b --student x', { topics: ['a', 'b'], students: ['x'] }],
  ['-- --topic a', { topics: ['a'] }],
  ['--submissions s --roster r.csv --out o', { submissions: 's', roster: 'r.csv', out: 'o' }],
  ['--shard 3/8 --concurrency 4 --sandbox none', { shard: { index: 3, count: 8 }, concurrency: 4, sandbox: 'none' }],
  ['--force --quiet --help', { force: true, quiet: true, help: true }],
])('%s', (line, expected) => {
  expect(parseGradeArguments(line.split(' ').filter(Boolean))).toEqual({ ...defaults, ...expected });
});

test('takes an accent in either spelling', () => {
  expect(parseGradeArguments(['--student', 'jose\u0301']).students).toEqual(['josé']);
});

test.each([
  ['--sumbissions x', `Unknown option '--sumbissions'. "pnpm grade --help" lists the flags.`],
  ['ana', `Unexpected argument 'ana'. "pnpm grade --help" lists the flags.`],
  ['--topic', `Option '--topic <value>' argument missing. "pnpm grade --help" lists the flags.`],
  ['--force=yes', `Option '--force' does not take an argument. "pnpm grade --help" lists the flags.`],
  ['--out=', '--out names nothing. Write a path after it.'],
  ['--concurrency 0', '--concurrency 0 is no number of jobs. Write a whole number from 1 up.'],
  ['--concurrency two', '--concurrency two is no number of jobs. Write a whole number from 1 up.'],
  ['--sandbox docker', '--sandbox docker is no level. Write one of: auto, bubblewrap, node, none.'],
  ['--shard 9/8', '--shard 9/8 is no part of a whole. Write I/N with I from 1 to N: --shard 3/8.'],
])('%s', (line, message) => {
  expect(() => parseGradeArguments(line.split(' '))).toThrow(message);
});

test('the usage names every flag', () => {
  const flags = 'submissions roster topic student out shard concurrency sandbox force quiet help'.split(' ');
  for (const flag of flags) expect(USAGE).toContain(`--${flag}`);
});
