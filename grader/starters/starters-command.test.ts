import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TinyCourse } from '../class/fixtures/tiny-course.ts';
import { runPrinting } from '../fixtures/run-printing.ts';
import { makeStarter } from './make-starter.ts';
import startersCommand from './starters-command.ts';

const SOLUTION = "// gap 1: say hello\nconsole.log('hello');\n// end gap\n";

let course: TinyCourse;
beforeEach(() => {
  course = new TinyCourse();
  course.write('packages/tiny/solution/hello.ts', SOLUTION);
});
afterEach(() => course[Symbol.dispose]());

async function starters(line = '') {
  const run = () => startersCommand.run(line.split(' ').filter(Boolean), course.repository);
  const { code, out, err } = await runPrinting(run);
  return { code, lines: [out, err].filter(Boolean).join('\n').split('\n').filter(Boolean) };
}

test('writes what has to change, and says so', async () => {
  const file = 'packages/tiny/src/hello.ts';
  expect(await starters()).toEqual({ code: 0, lines: [`new       ${file}`] });
  const starter = makeStarter({ program: 'hello', path: '', text: SOLUTION });
  expect(readFileSync(join(course.repository, file), 'utf8')).toBe(starter);
  expect(await starters('tiny')).toEqual({ code: 0, lines: [`unchanged ${file}`] });
  course.write('packages/tiny/solution/hello.ts', SOLUTION.replace('say', 'print'));
  expect(await starters()).toEqual({ code: 0, lines: [`changed   ${file}`] });
});

test('a solution at fault, or gone, is told; the others are written all the same', async () => {
  course.write('packages/tiny/src/gone.ts', '');
  course.write('packages/tiny/solution/wrong.ts', '// gap 1\n');
  expect(await starters()).toEqual({
    code: 1,
    lines: [
      'new       packages/tiny/src/hello.ts',
      'packages/tiny/solution/wrong.ts:1: a gap opens with its number and its words: "// gap 2: bind the socket".',
      'packages/tiny/src/gone.ts has no solution. Write packages/tiny/solution/gone.ts, or delete the starter.',
    ],
  });
});

test.each([
  ['tyni', 'There is no topic "tyni". There are: tiny.'],
  ['--all', `Unknown option '--all'. "pnpm starters --help" says what there is.`],
])('%s: one line, exit code 2', async (line, fault) => {
  expect(await starters(line)).toEqual({ code: 2, lines: [fault] });
});

test('a topic without solutions has nothing to write', async () => {
  rmSync(join(course.repository, 'packages/tiny/solution'), { recursive: true });
  expect(await starters()).toEqual({ code: 0, lines: [] });
});
