import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TinyCourse } from '../class/fixtures/tiny-course.ts';
import { runPrinting } from '../fixtures/run-printing.ts';
import { provenCourse } from '../prove/fixtures/proven-course.ts';
import { BusyProcesses } from './busy-processes.ts';
import flakesCommand from './flakes-command.ts';

let course: TinyCourse;
beforeAll(() => {
  course = provenCourse();
});
afterAll(() => course[Symbol.dispose]());

const flakes = (...args: string[]) => runPrinting(() => flakesCommand.run(args, course.repository));

test('every verdict on what is right is counted, run by run, with its bound', async () => {
  const { code, out } = await flakes('--runs', '2', '--load', '1');
  expect(out).toMatch(/^tiny\/hello +2 +8 +0 +31 % +4 +53 %$/m);
  expect([code, out.match(/^Run .*$/gm)?.length]).toEqual([0, 2]);
});

test('a right program that fails is named, with the check and what it said', async () => {
  course.write(
    'packages/tiny/variants/hello-silent.ts',
    '// variant of: hello\n// differs: says nothing\nexport {};\n',
  );
  const { code, out } = await flakes('--load', '0');
  expect(out).toMatch(/^ {2}hello\/says-hello +3 +1 +86 %/m);
  expect([code, out.match(/^Flip.*$/gm)]).toEqual([
    1,
    ['Flip: tiny variant hello-silent: hello/says-hello failed: The program did not say hello.'],
  ]);
});

test.each([
  ['--runs 0', '--runs 0 is no count. Write a whole number from 1 up.'],
  ['--load much', '--load much is no count. Write a whole number from 1 up.'],
  ['tyni', 'There is no topic "tyni". There are: tiny.'],
])('%s: one line, exit code 2', async (line, fault) => {
  expect(await flakes(...line.split(' '))).toEqual({ code: 2, out: '', err: fault });
});

test.runIf(process.platform === 'linux')('nobody is busy any more afterwards', async () => {
  const busy = new BusyProcesses(1);
  const { pids } = busy;
  expect(pids.map((pid) => existsSync(`/proc/${pid}`))).toContain(true);
  busy[Symbol.dispose]();
  await expect.poll(() => pids.some((pid) => existsSync(`/proc/${pid}`))).toBe(false);
});
