import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runPrinting } from '../fixtures/run-printing.ts';
import { BREAKS_THE_SUITE, SAYS_HELLO, SAYS_NOTHING, TinyCourse } from './fixtures/tiny-course.ts';
import { addQuiz, TINY_ANSWERS } from './fixtures/tiny-quiz.ts';
import gradeCommand from './grade-command.ts';
import type { Gradebook } from './gradebook.ts';

const HELP = '"pnpm grade --help" says what there is.';
const CSV = 'grades/gradebook.csv';

let course: TinyCourse;
beforeEach(() => {
  course = new TinyCourse();
});
afterEach(() => course[Symbol.dispose]());

function grade(line = '', cwd = '.') {
  const level = line.includes('--sandbox') ? '' : '--sandbox node'; // which every machine has
  const args = `${line} ${level}`.split(' ').filter(Boolean);
  return runPrinting(() => gradeCommand.run(args, course.repository, join(course.repository, cwd)));
}

const book = (out = 'grades'): Gradebook =>
  JSON.parse(readFileSync(join(course.repository, out, 'gradebook.json'), 'utf8'));
const scores = (out?: string) =>
  book(out).students.map(({ id, score, topics }) => [id, score, topics.tiny?.status, topics.tiny?.reason]);

describe('asks for something that cannot be done: one line, exit code 2', () => {
  beforeEach(() => course.submit('ana', SAYS_HELLO));

  const lines: [string, string, (() => void)?][] = [
    ['--sumbissions x', `Unknown option '--sumbissions'. Did you mean --submissions? ${HELP}`],
    ['--topic ecko', 'There is no topic "ecko". There are: tiny.'],
    ['--student anna', 'There is no student "anna". There are: ana.'],
    ['--submissions no/where', 'The submissions folder no/where does not exist. Name another with --submissions DIR.'],
    ['--submissions course.yaml', 'course.yaml is a file. --submissions names a folder.'],
    [
      '--submissions empty',
      'The submissions folder empty holds no submission. Put a folder or an archive for each student into it.',
      () => mkdirSync(join(course.repository, 'empty')),
    ],
    ['--roster no.csv', 'The roster no.csv does not exist. Name another with --roster FILE.'],
    ['--roster packages', 'The roster packages cannot be read (EISDIR). It is a file of lines "id,name,email".'],
    [
      '--roster r.csv',
      'r.csv:1: there is no column "id", only "name". The first line names the columns: id,name,email,source,github',
      () => course.write('r.csv', 'name\nAna\n'),
    ],
    [
      '--roster r.csv',
      'r.csv is not UTF-8 (line 2: byte 0xf1), perhaps Latin-1. Save it as UTF-8.',
      () => course.write('r.csv', Buffer.from('id,name\nana,Begoña\n', 'latin1')),
    ],
    ['--out course.yaml', 'The output folder course.yaml cannot be written (EEXIST). Name another with --out DIR.'],
    ['--shard 3', '--shard 3 is no part of a whole. Write I/N with I from 1 to N: --shard 3/8.'],
    [
      '',
      'course.yaml:2: feedback: Invalid option: expected one of "status"|"full"',
      () => course.write('course.yaml', 'title: x\nfeedback: everything\n'),
    ],
  ];
  test.each(lines)('%s: %s', async (line, message, prepare) => {
    prepare?.();
    expect(await grade(line)).toEqual({ code: 2, out: '', err: message });
  });
});

test('says how to use it', async () => {
  const { code, out, err } = await grade('--help');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^Usage: pnpm grade \[flags\]\n/);
});

describe('grades a class', { timeout: 60_000 }, () => {
  test('of which most cannot be taken: each is told why, and the others are graded', async () => {
    const right = ['ana', 'José María', 'con', 'Eva', 'eva', 'zoe😀', 'extra', 'link'];
    for (const id of right) course.submit(id, SAYS_HELLO);
    course.submit('ben', SAYS_NOTHING);
    course.submit('latin', Buffer.from('// señal\n', 'latin1'));
    course.submit('large', 'x'.repeat(100_000));
    rmSync(join(course.submissions, 'link/packages/tiny/src/hello.ts'));
    symlinkSync('/etc/passwd', join(course.submissions, 'link/packages/tiny/src/hello.ts'));
    const others = 'José María|con|Eva|eva|zoe😀|../x|__proto__|latin|large|link'.split('|').map((id) => `${id},`);
    const roster = ['\uFEFFid,name', 'ana,"García, Ana"', 'ben,=1+1', ...others, 'ana,Ana again'];
    course.write('examples/class/roster.csv', roster.join('\r\n'));
    course.write('packages/broken/topic.yaml', 'title: Broken\nprograms: none\n');

    const { code, out, err } = await grade('--topic tiny');
    expect(scores()).toEqual([
      ['ana', 3, 'graded', undefined],
      ['ben', 1, 'graded', undefined],
      ['José María', 3, 'graded', undefined],
      ['con', 3, 'graded', undefined],
      ['Eva', 0, 'rejected', 'The ids "Eva" and "eva" differ in case only. Rename one of them.'],
      ['eva', 0, 'rejected', 'The ids "eva" and "Eva" differ in case only. Rename one of them.'],
      ['zoe😀', 0, 'rejected', 'The id "zoe😀" has "😀" in it. Use letters, digits, blanks and . _ - @ + only.'],
      ['../x', 0, 'rejected', 'The id "../x" begins with ".". Begin it with a letter or a digit.'],
      ['__proto__', 0, 'missing', 'There is no folder "__proto__".'],
      [
        'latin',
        0,
        'rejected',
        'packages/tiny/src/hello.ts is not UTF-8 (line 1: byte 0xf1), perhaps Latin-1. Save it as UTF-8, and submit it again.',
      ],
      ['large', 0, 'rejected', 'packages/tiny/src/hello.ts has 98 KiB, the limit is 64 KiB. Make it smaller.'],
      ['link', 0, 'rejected', 'packages/tiny/src/hello.ts is a link. Submit what it points to, in its place.'],
    ]);
    expect(code).toBe(0);
    expect(err.split('\n')).toEqual([
      'examples/class/roster.csv:14: the id "ana" is on line 2 already, which counts. Remove one of them.',
      'extra: no line of the roster names this folder, so it is not graded. Add a line, or remove it.',
    ]);
    expect(out).toContain('Tiny course: 12 students, 1 topic, 2 jobs\n');
    expect(out).toContain('  ../x rejected: The id "../x" begins with ".". Begin it with a letter or a digit.\n');
    expect(out).toContain('isolation: node (practice, not for marks)\nGradebook: grades/gradebook.json');
    const folders = readdirSync(join(course.repository, 'grades/feedback'));
    expect(folders).toContain('José María');
    expect(folders).not.toContain('con');
    expect(new Set(folders.map((folder) => folder.toLowerCase())).size).toBe(12);
    expect(readFileSync(join(course.repository, CSV), 'utf8')).toContain(`ben,'=1+1,1,3,1,graded`);
  });

  test('with a broken topic: it is named once, the others are graded, nobody gets a zero', async () => {
    course.submit('ana', SAYS_HELLO);
    course.write('packages/broken/topic.yaml', 'title: Broken\nprograms: none\n');
    const { code, err } = await grade();
    expect(code).toBe(1);
    expect(err).toMatch(/^error: broken: packages\/broken\/topic\.yaml:2: programs: /);
    expect(book().students[0]).toMatchObject({
      score: null,
      topics: { tiny: { status: 'graded', score: 3 }, broken: { status: 'error', score: null } },
    });
  });

  test('where a job fails: it is named, is no zero, is not cached, and harms no other', async () => {
    course.submit('ana', SAYS_HELLO);
    course.submit('ben', BREAKS_THE_SUITE);
    for (const cached of ['', ', 1 of them from the cache']) {
      const { code, out, err } = await grade();
      expect(code).toBe(1);
      expect(err).toMatch(/^error: ben tiny: hello\/ends-by-itself: TypeError: The suite is broken\./);
      expect(out).toMatch(new RegExp(`2 jobs in [\\d.]+ s${cached}\\.`));
      expect(scores().map(([id, score, status]) => [id, score, status])).toEqual([
        ['ana', 3, 'graded'],
        ['ben', null, 'error'],
      ]);
    }
  });

  test("in which the same files share one job, whoever they are from: its result is everybody's, a change is one's own", async () => {
    for (const id of ['ana', 'ben', 'carl']) course.submit(id, SAYS_HELLO);
    course.write('examples/class/dora/packages/tiny/src/other.ts', ''); // nothing that is declared, so no job
    const first = await grade();
    expect(first.out).toMatch(/^Tiny course: 4 students, 1 topic, 1 job\n1\/1 ana tiny and 2 alike\n/);
    expect(scores().map(([, score, status]) => [score, status])).toEqual([
      ...Array(3).fill([3, 'graded']),
      [0, 'missing'],
    ]);
    const feedback = (id: string) => readFileSync(join(course.repository, `grades/feedback/${id}/tiny.md`), 'utf8');
    expect(feedback('ben')).toBe(feedback('ana').replace('Tiny: ana', 'Tiny: ben'));

    expect((await grade('--student carl')).out).toMatch(/1 job in [\d.]+ s, 1 of them from the cache\./);
    course.submit('ben', BREAKS_THE_SUITE);
    course.submit('carl', BREAKS_THE_SUITE);
    const second = await grade();
    expect(second.err).toMatch(
      /^error: ben tiny and 1 alike: hello\/ends-by-itself: TypeError: The suite is broken\.[^\n]*$/,
    );
    expect(scores().map(([, score, status]) => [score, status])).toEqual([
      [3, 'graded'],
      [null, 'error'],
      [null, 'error'],
      [0, 'missing'],
    ]);
  });

  test('from anywhere, by shards, in part, without course.yaml', async () => {
    rmSync(join(course.repository, 'course.yaml'));
    for (const id of ['ana', 'ben', 'carl']) course.submit(id, `${SAYS_HELLO}// ${id}\n`);
    const notice =
      'course.yaml is not there: every topic is graded, with the usual limits. Write one that begins "title: …".';
    const shards = [await grade('--shard 1/2'), await grade('--shard 2/2')];
    expect(shards.map(({ code, err }) => [code, err])).toEqual([
      [0, notice],
      [0, notice],
    ]);
    expect(shards[0]?.out).toContain('This was shard 1/2: the same command without --shard makes the gradebook.');
    expect(() => book()).toThrow(/ENOENT/);

    const merged = await grade('--submissions ../examples/class --out ../notas --quiet', 'packages');
    expect(merged).toEqual({ code: 0, out: `${join(course.repository, 'notas/gradebook.json')}`, err: notice });
    expect(scores('notas').map(([, score]) => score)).toEqual([3, 3, 3]);

    const part = await grade('--student carl --student ana');
    expect(part.out).toContain('2 jobs in ');
    expect(part.out).toContain('s, 2 of them from the cache.');
    expect(scores().map(([id]) => id)).toEqual(['ana', 'carl']);
  });

  test('with its quiz: answers count beside the programs, and need no job', async () => {
    addQuiz(course);
    const answer = (student: string, answers: string) =>
      course.write(`examples/class/${student}/packages/tiny/answers.yaml`, answers);
    for (const id of ['ana', 'ben', 'carl', 'dora']) course.submit(id, SAYS_HELLO);
    answer('ana', TINY_ANSWERS);
    answer('ben', 'first: c\nmethod: send: it\nbytes: 4\n');
    symlinkSync('/etc/passwd', join(course.submissions, 'dora/packages/tiny/answers.yaml'));
    answer('eva', TINY_ANSWERS);

    const { code, out, err } = await grade();
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Tiny course: 5 students, 1 topic, 1 job\n');
    expect(out).toContain(
      [
        'student  tiny (19)          total',
        '─────────────────────────────────────',
        'ana      19                 19 of 19',
        'ben      6.2 (quiz 3.2/16)  6.2 of 19',
        'carl     3 (quiz 0/16)      3 of 19',
        'dora     3 (quiz 0/16)      3 of 19',
        'eva      16 (2 todo)        16 of 19',
      ].join('\n'),
    );
    const refusal = 'packages/tiny/answers.yaml is a link. Submit what it points to, in its place.';
    expect(scores()).toEqual([
      ['ana', 19, 'graded', undefined],
      ['ben', 6.2, 'graded', undefined],
      ['carl', 3, 'graded', undefined],
      ['dora', 3, 'graded', refusal],
      ['eva', 16, 'graded', 'There is no hello.ts in packages/tiny/src.'],
    ]);
    const [tiny] = book().topics;
    expect(tiny?.points).toBe(19);
    expect(tiny?.checks.map(({ id }) => id).slice(1, 4)).toEqual(['hello/says-hello', 'quiz/first', 'quiz/which']);
    expect(book().students[1]?.topics.tiny?.programs).toEqual({
      hello: { score: 3, points: 3 },
      quiz: { score: 3.2, points: 16 },
    });
    expect(readFileSync(join(course.repository, CSV), 'utf8')).toContain('ben,ben,6.2,19,6.2,3.2,graded');
    expect(readFileSync(join(course.repository, 'grades/feedback/ben/tiny.md'), 'utf8')).toContain(`## quiz: 3.2 of 16

| check | status | points |
| --- | --- | --- |
| first: Which comes first? | failed | 0 of 3.2 |
| which: Which of these promise order? | todo | 0 of 3.2 |
| method: Which method of a datagram socket gives a datagram to the system? | failed | 0 of 3.2 |
| bytes: How many bytes has año in UTF-8? | passed | 3.2 of 3.2 |
| last: Which comes last? | todo | 0 of 3.2 |

- first: Not yet (your answer: c). Read packages/tiny/README.md\\#hello.
- method: packages/tiny/answers.yaml:2: method: this is no YAML`);

    answer('ben', TINY_ANSWERS);
    course.write('packages/tiny/answers.yaml', TINY_ANSWERS);
    expect((await grade()).out).toContain('s, 1 of them from the cache.');
    expect(scores()[1]).toEqual(['ben', 19, 'graded', undefined]);
  });

  test('with a quiz whose key is broken: it is named, and nobody gets a zero', async () => {
    addQuiz(course);
    course.submit('ana', SAYS_HELLO);
    course.write('packages/tiny/hidden/quiz-key.yaml', 'answers: {}\n');
    const { code, err } = await grade();
    const fault = 'packages/tiny/hidden/quiz-key.yaml:1: answers.first: this question of quiz.yaml has no key';
    expect([code, err]).toEqual([1, `error: tiny: ${fault}`]);
    expect(scores()).toEqual([['ana', null, 'error', fault]]);
  });
});
