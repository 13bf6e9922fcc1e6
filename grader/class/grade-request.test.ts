import { expect, test, vi } from 'vitest';
import gradeCommand, { requestOf } from './grade-command.ts';

const HELP = '"pnpm grade --help" says what there is.';
const read = (args: string[]) => requestOf(gradeCommand.parse(args).flags);
const defaults = { topics: [], students: [], sandbox: 'auto', force: false, quiet: false };

test.each([
  ['', {}],
  ['--topic a --topic=b --student x', { topics: ['a', 'b'], students: ['x'] }],
  ['-- --topic a', { topics: ['a'] }],
  ['--submissions s --roster r.csv --out o', { submissions: 's', roster: 'r.csv', out: 'o' }],
  ['--shard 3/8 --concurrency 4 --sandbox none', { shard: { index: 3, count: 8 }, concurrency: 4, sandbox: 'none' }],
  ['--force --quiet', { force: true, quiet: true }],
])('%s', (line, expected) => {
  expect(read(line.split(' ').filter(Boolean))).toEqual({ ...defaults, ...expected });
});

test('takes an accent in either spelling', () => {
  expect(read(['--student', 'jose\u0301']).students).toEqual(['josé']);
});

test.each([
  ['--sumbissions x', `Unknown option '--sumbissions'. Did you mean --submissions? ${HELP}`],
  ['ana', `Unexpected argument 'ana'. ${HELP}`],
  ['--topic', `Option '--topic <value>' argument missing. ${HELP}`],
  ['--force=yes', `Option '--force' does not take an argument. ${HELP}`],
  ['--out=', '--out names nothing. Write a path after it.'],
  ['--concurrency 0', '--concurrency 0 is no number of jobs. Write a whole number from 1 up.'],
  ['--concurrency two', '--concurrency two is no number of jobs. Write a whole number from 1 up.'],
  ['--sandbox docker', '--sandbox docker is no level. Write one of: auto, bubblewrap, node, none.'],
  ['--shard 9/8', '--shard 9/8 is no part of a whole. Write I/N with I from 1 to N: --shard 3/8.'],
])('%s', (line, message) => {
  expect(() => read(line.split(' '))).toThrow(message);
});

test('the usage names every flag', async () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  expect(await gradeCommand.run(['--help'], '.')).toBe(0);
  const flags = 'submissions roster topic student out shard concurrency sandbox force quiet help'.split(' ');
  for (const flag of flags) expect(print.mock.calls.join()).toContain(`--${flag}`);
});
