import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TinyCourse } from '../class/fixtures/tiny-course.ts';
import { checkCommand } from './check-command.ts';
import { provenCourse } from './fixtures/proven-course.ts';

// One course for all tests, in their order: what one has graded the next takes from the cache.
let course: TinyCourse;
beforeAll(() => {
  course = provenCourse();
});
afterAll(() => course[Symbol.dispose]());

/** Runs `pnpm check`. */
async function check(line = '') {
  const out: string[] = [];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((text) => void out.push(text)),
    vi.spyOn(console, 'error').mockImplementation((text) => void out.push(text)),
    vi.spyOn(process.stdout, 'write').mockImplementation(() => true),
  ];
  try {
    const code = await checkCommand(line.split(' ').filter(Boolean), course.repository);
    return { code, lines: out.join('\n').split('\n') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

test.each([
  ['tyni', 'There is no topic "tyni". There are: tiny.'],
  ['--updat', `Unknown option '--updat'. "pnpm check --help" lists the flags.`],
  ['--repeat 0', '--repeat 0 is no count. Write a whole number from 1 up.'],
  ['--concurrency many', '--concurrency many is no count. Write a whole number from 1 up.'],
])('%s: one line, exit code 2', async (line, fault) => {
  expect(await check(line)).toEqual({ code: 2, lines: [fault] });
});

describe('with an artificial class', { timeout: 180_000 }, () => {
  const transcript = (name: string) => join(course.repository, `packages/tiny/mutants/transcripts/${name}.txt`);

  test('a course is proven, from its transcripts to the same verdicts each time', async () => {
    const first = await check();
    expect(first.code).toBe(1);
    expect(first.lines).toContain(
      '  packages/tiny/mutants/transcripts/hello-nothing.txt is missing. Run "pnpm check --update", then read it.',
    );
    const updated = await check('--update tiny');
    expect(updated.code).toBe(0);
    expect(updated.lines).toContain('5 students graded, 5 of them from the cache.');
    expect(updated.lines).toContain('updated packages/tiny/mutants/transcripts/hello-nothing.txt');
    expect(readFileSync(transcript('hello-nothing'), 'utf8')).toMatch(/^The program did not say hello\.\n/);
    expect(updated.lines.slice(-5)).toEqual([
      'topic  checks  solution  starter  mutants caught  variants passed  transcripts  quiz',
      '────────────────────────────────────────────────────────────────────────────────────',
      'tiny   2       3/3       0/3      2/2             1/1              2/2          5/5',
      '',
      '23 claims proven, 0 not proven.',
    ]);
    const repeated = await check('--repeat 2');
    expect(repeated.code).toBe(0);
    expect(repeated.lines).toContain('5 students graded, 0 of them from the cache.');
    expect(repeated.lines).toContain('identical verdicts in 2 runs');
  });

  test('a topic that cannot be read, or whose suites do not load, does not keep the others from their proof', async () => {
    for (const id of ['broken', 'throws']) {
      course.copyTopic(id);
      for (const part of ['mutants', 'variants'])
        rmSync(join(course.repository, 'packages', id, part), { recursive: true });
    }
    course.write('packages/broken/topic.yaml', 'title: Broken\n');
    course.write('packages/throws/tests/hello.test.ts', 'throw new Error("no suite");\n');
    const { code, lines } = await check();
    expect(code).toBe(1);
    expect(lines).toContain('tiny    2       3/3       0/3      2/2             1/1              2/2          5/5');
    expect(lines.filter((line) => line.startsWith('  packages/broken'))).toEqual([
      '  packages/broken/topic.yaml: programs: Invalid input: expected record, received undefined',
    ]);
    expect(lines).toContain('  packages/throws: The suites of throws do not load: no suite');
    for (const id of ['broken', 'throws']) rmSync(join(course.repository, 'packages', id), { recursive: true });
  });

  test('what is not proven is named, each thing by itself', async () => {
    course.write('packages/tiny/variants/hello-quiet.ts', '// variant of: hello\n// differs: not at all\nexport {};\n');
    course.write('packages/tiny/solution/other.ts', "import 'left-pad';\n// gap 1: x\nx();\n");
    course.write('packages/tiny/mutants/transcripts/hello-nothing.txt', 'The program said nothing.\n');
    course.write('packages/tiny/mutants/transcripts/gone.txt', '');
    course.write('README.md', '# Tiny and small\n\n[nowhere](docs/)\n');
    course.write('packages/kit/x.ts', "import '../../grader/jobs/run-jobs.ts';\n");
    const { code, lines } = await check();
    expect(code).toBe(1);
    const findings = lines.filter((line) => /^ {2}\S/.test(line)).map((line) => line.trim());
    expect(findings).toEqual([
      'packages/tiny/solution/other.ts has no place in a topic. Move it or delete it.',
      'packages/tiny/solution/other.ts:2: gap 1 is never closed. Close it with "// end gap".',
      'packages/tiny/variants/hello-quiet.ts does not pass "hello/says-hello": failed: The program did not say hello',
      'packages/tiny/mutants/transcripts/hello-nothing.txt is stale. Run "pnpm check --update", then read it. At line 1:',
      'packages/tiny/mutants/transcripts/gone.txt belongs to no mutant. Run "pnpm check --update" to delete it.',
      'packages/tiny/solution/other.ts:1: imports "left-pad". This program imports only node: modules and its own files.',
      'packages/tiny/README.md:3: the link to "../../README.md#tiny" leads nowhere: README.md has no heading "#tiny".',
      'packages/kit/x.ts:1: imports "../../grader/jobs/run-jobs.ts". The kit imports nothing of the grader and no topic: it ships in the handout.',
      'README.md:3: the link to "docs/" leads nowhere: there is no docs.',
    ]);
    await check('--update');
    expect(existsSync(transcript('gone'))).toBe(false);
  });
});
