import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TinyCourse } from '../class/fixtures/tiny-course.ts';
import checkCommand from './check-command.ts';
import { provenCourse } from './fixtures/proven-course.ts';

// One course for all tests, in their order: what one has graded the next takes from the cache.
let course: TinyCourse;
beforeAll(() => {
  course = provenCourse();
});
afterAll(() => course[Symbol.dispose]());

async function check(line = '') {
  const out: string[] = [];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((text) => void out.push(text)),
    vi.spyOn(console, 'error').mockImplementation((text) => void out.push(text)),
    vi.spyOn(process.stdout, 'write').mockImplementation(() => true),
  ];
  try {
    const code = await checkCommand.run(line.split(' ').filter(Boolean), course.repository);
    return { code, lines: out.join('\n').split('\n') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

test('--show prints a mutant as a program, --write writes it; nothing is graded', async () => {
  const { lines, code } = await check('--show hello/exit-code tiny');
  expect(code).toBe(0);
  expect(lines).toEqual([
    '// mutant of: hello',
    '// fault: exits with 3',
    '// caught by: hello/ends-by-itself',
    "console.log('hello');",
    'process.exit(3);',
  ]);
  const folder = join(course.submissions, 'out');
  const path = join(folder, 'tiny', 'hello-exit-code.ts');
  const written = await checkCommand.run(['--show', 'hello/exit-code', '--write', folder], course.repository);
  expect([written, readFileSync(path, 'utf8')]).toEqual([0, `${lines.join('\n')}\n`]);
  rmSync(folder, { recursive: true });
});

test.each([
  ['--show hello/exit', 'There is no mutant "hello/exit". Did you mean hello/exit-code?'],
  ['tyni', 'There is no topic "tyni". There are: tiny.'],
  ['--updat', `Unknown option '--updat'. Did you mean --update? "pnpm check --help" says what there is.`],
  ['--repeat 0', '--repeat 0 is no count. Write a whole number from 1 up.'],
  ['--concurrency many', '--concurrency many is no count. Write a whole number from 1 up.'],
])('%s: one line, exit code 2', async (line, fault) => {
  expect(await check(line)).toEqual({ code: 2, lines: [fault] });
});

describe('with an artificial class', { timeout: 180_000 }, () => {
  const page = 'packages/tiny/mutants/hello.transcripts.md';

  const read = (path: string) => readFileSync(join(course.repository, path), 'utf8');

  test('a course is proven, from its transcripts to the same verdicts each time', async () => {
    const first = await check();
    expect(first.code).toBe(1);
    expect(first.lines).toContain(`  ${page} does not have hello/nothing. Run "pnpm check --update", then read it.`);
    const updated = await check('--update tiny');
    expect(updated.code).toBe(0);
    expect(updated.lines).toContain('5 students graded, 5 of them from the cache.');
    expect(updated.lines).toContain(`updated ${page}`);
    const [transcript = ''] = read(page).split('\n## nothing\n').slice(1);
    expect(transcript).toMatch(
      /^Fault: says nothing\. Caught by: says-hello\.\n```text\nThe program did not say hello\.\n/,
    );
    expect(updated.lines.slice(-5)).toEqual([
      'topic  checks  solution  starter  mutants caught  variants passed  transcripts  quiz',
      '────────────────────────────────────────────────────────────────────────────────────',
      'tiny   2       3/3       0/3      2/2             1/1              2/2          5/5',
      '',
      '24 claims proven, 0 not proven.',
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
    vi.stubEnv('CI', 'false'); // a developer is held to every word of a transcript
    course.write('packages/tiny/variants/hello-quiet.ts', '// variant of: hello\n// differs: not at all\nexport {};\n');
    course.write('packages/tiny/solution/other.ts', "import 'left-pad';\n// gap 1: x\nx();\n");
    const right = read(page);
    const gone = '\n## gone\nFault: x. Caught by: y.\n```text\nNothing.\n```\n';
    course.write(page, `${right.replace('The program did not say hello', 'The program said nothing')}${gone}`);
    const diff = read('packages/tiny/mutants/hello.diff');
    course.write(
      'packages/tiny/mutants/hello.diff',
      `${diff}\n${diff.replace('exit-code', 'twice').replace('log', 'logg')}`,
    );
    course.write('README.md', '# Tiny and small\n\n[nowhere](docs/)\n');
    const { code, lines } = await check();
    expect(code).toBe(1);
    const findings = lines.filter((line) => /^ {2}\S/.test(line)).map((line) => line.trim());
    expect(findings).toEqual([
      'packages/tiny/solution/other.ts has no place in a topic. Move it or delete it.',
      'packages/tiny/solution/other.ts:2: gap 1 is never closed. Close it with "// end gap".',
      'packages/tiny/variants/hello-quiet.ts does not pass "hello/says-hello": failed: The program did not say hello',
      'packages/tiny/mutants/hello.diff:11: twice: these lines stand 0 times in solution/hello.ts, not once.',
      `${page}: hello/nothing is stale. Run "pnpm check --update", then read it. At line 1:`,
      `${page}: hello/gone is gone, or its check has another example. Run "pnpm check --update".`,
      'packages/tiny/solution/other.ts:1: imports "left-pad". This program imports only node: modules and its own files.',
      'packages/tiny/README.md:3: the link to "../../README.md#tiny" leads nowhere: README.md has no heading "#tiny".',
      'README.md:3: the link to "docs/" leads nowhere: there is no docs.',
    ]);
    await check('--update');
    expect(read(page)).toBe(right);
  });
});
