import { afterAll, beforeAll, expect, test } from 'vitest';
import { TinyCourse } from '../class/fixtures/tiny-course.ts';
import { runPrinting } from '../fixtures/run-printing.ts';
import mutateCommand from './mutate-command.ts';

let course: TinyCourse;
beforeAll(() => {
  course = new TinyCourse();
  course.write('packages/tiny/solution/hello.ts', 'console.log("hello" + "!");\nprocess.exitCode = 0;\n');
  explain([]);
});
afterAll(() => course[Symbol.dispose]());

const explain = (edits: string[]) =>
  course.write(
    'grader/mutate/equivalents.yaml',
    JSON.stringify([{ why: 'nobody sees it', edits: ['none', ...edits] }]),
  );
const mutate = (...args: string[]) => runPrinting(() => mutateCommand.run(args, course.repository));

test('an edit that no check catches is named, until somebody says why it is as right as the solution', async () => {
  const survivors = [
    'tiny/hello:1 empty-text: console.log("hello" + "!"); → console.log("hello" + \'\');',
    'tiny/hello:2 drop-assignment: process.exitCode = 0; → ;',
  ];
  const { code, out } = await mutate();
  expect(out).toMatch(/^tiny\/hello +8 +6 +0 +2 +25.0 % +0$/m);
  expect([code, out.match(/^Survives.*$/gm)]).toEqual([1, survivors.map((edit) => `Survives: ${edit}`)]);
  explain(survivors.map((edit) => edit.replace(/:\d/, '')));
  expect((await mutate('tiny')).out).toMatch(/^all +8 +6 +2 +0 +0.0 % +0$/m);
});

test('an explanation of an edit that is caught, or is gone, is named', async () => {
  explain(['tiny/hello drop-call: console.log("hello" + "!"); → ;', 'tiny/hello drop-call: gone(); → ;']);
  const { code, out } = await mutate();
  expect([code, out.match(/^grader\/mutate\/equivalents.yaml: .*$/gm)?.length]).toEqual([1, 2]);
});

test('--list tries nothing, --every and --program choose', async () => {
  const all = (await mutate('--list')).out.split('\n');
  expect([all.length, (await mutate('--list', '--every', '3', '--program', 'hello')).out.split('\n')]).toEqual([
    8,
    all.filter((_, index) => index % 3 === 0),
  ]);
});

test.each([
  ['--every 0', '--every 0 is no count. Write a whole number from 1 up.'],
  ['--program helo', 'There is no program "helo". There are: hello.'],
  ['tyni', 'There is no topic "tyni". There are: tiny.'],
])('%s: one line, exit code 2', async (line, fault) => {
  expect(await mutate(...line.split(' '))).toEqual({ code: 2, out: '', err: fault });
});
