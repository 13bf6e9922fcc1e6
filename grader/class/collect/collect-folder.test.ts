import { spawnSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parseCourse } from '../course.ts';
import { SAYS_HELLO, TinyCourse } from '../fixtures/tiny-course.ts';
import { collectClass } from './collect-class.ts';

const HELLO = 'packages/tiny/src/hello.ts';
const A_LINK = 'Submit what it points to, in its place.';
const TOO_LARGE = 'the limit is 64 KiB. Make it smaller.';

let course: TinyCourse;
beforeAll(() => {
  course = new TinyCourse();
});
afterEach(() => rmSync(join(course.submissions, 'ana'), { recursive: true, force: true }));
afterAll(() => course[Symbol.dispose]());

const submit = (program: string | Uint8Array) => course.submit('ana', program);
const src = (...more: string[]) => join(course.submissions, 'ana/packages/tiny/src', ...more);
const tiny = () => readTopic(join(course.repository, 'packages/tiny'));

async function ana(path = 'ana', topic = tiny()) {
  const student = { id: 'ana', name: 'Ana', submission: { state: 'folder', base: course.submissions, path } } as const;
  const options = { repository: course.repository, course: parseCourse('title: Tiny', 'course.yaml') };
  return (await collectClass([student], [topic], options)).get('ana')?.get('tiny');
}

async function collected(path = 'ana') {
  const found = await ana(path);
  if (found?.state !== 'collected') return `${found?.state}: ${found?.reason}`;
  return Object.fromEntries([...found.files].map(([name, content]) => [name, content.toString()]));
}

test('takes the declared programs, and nothing else', async () => {
  submit(SAYS_HELLO);
  course.write('examples/class/ana/packages/tiny/src/notes.ts', 'mine');
  course.write('examples/class/ana/packages/tiny/package.json', '{}');
  course.write('examples/class/ana/packages/tiny/tests/hello.test.ts', 'mine');
  symlinkSync('/etc/passwd', src('link.ts'));
  expect(await collected()).toEqual({ 'hello.ts': SAYS_HELLO });
});

describe('is missing', () => {
  const nothing = 'missing: There is no hello.ts in packages/tiny/src.';

  test('an empty folder', async () => {
    mkdirSync(join(course.submissions, 'ana'));
    expect(await collected()).toBe(nothing);
  });

  test('no folder', async () => {
    expect(await collected()).toBe(nothing);
  });

  test('a program by another name', async () => {
    course.write('examples/class/ana/packages/tiny/src/Hello.txt', SAYS_HELLO);
    expect(await collected()).toBe(nothing);
  });
});

describe('is refused', () => {
  const refused: [string, () => void, string][] = [
    ['a link', () => symlinkSync('/etc/passwd', src('hello.ts')), `${HELLO} is a link. ${A_LINK}`],
    ['a link that leads nowhere', () => symlinkSync('nowhere', src('hello.ts')), `${HELLO} is a link. ${A_LINK}`],
    [
      'a link on the way',
      () => {
        rmSync(src(), { recursive: true });
        symlinkSync(course.repository, src(), 'junction');
      },
      `packages/tiny/src is a link. ${A_LINK}`,
    ],
    ['a folder', () => mkdirSync(src('hello.ts')), `${HELLO} is not a file. Submit ${HELLO} as a file.`],
    [
      'a file on the way',
      () => {
        rmSync(src(), { recursive: true });
        course.write('examples/class/ana/packages/tiny/src', 'text');
      },
      `packages/tiny/src is not a folder. Submit ${HELLO} as a file.`,
    ],
    [
      '50 MB',
      () => {
        submit(SAYS_HELLO);
        truncateSync(src('hello.ts'), 50_000_000);
      },
      `${HELLO} has 48 MiB, ${TOO_LARGE}`,
    ],
    ['one byte too many', () => submit(`//${'x'.repeat(64 * 1024 - 1)}`), `${HELLO} has 65 KiB, ${TOO_LARGE}`],
    ['a binary file', () => submit(Buffer.from('\x7fELF\0\x01')), `${HELLO} is a binary file. Submit the text.`],
    [
      'what git-lfs leaves in place of a file',
      () => submit('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n'),
      `${HELLO} is a pointer of Git LFS, not the file. Commit the file itself.`,
    ],
    [
      'Latin-1',
      () => submit(Buffer.from('// señal\n', 'latin1')),
      `${HELLO} is not UTF-8 (line 1: byte 0xf1), perhaps Latin-1. Save it as UTF-8, and submit it again.`,
    ],
  ];
  test.each(refused)('%s', async (_, prepare, reason) => {
    mkdirSync(src(), { recursive: true });
    prepare();
    expect(await collected()).toBe(`rejected: ${reason}`);
  });

  test.skipIf(process.platform === 'win32')('a pipe', async () => {
    mkdirSync(src(), { recursive: true });
    spawnSync('mkfifo', [src('hello.ts')]);
    expect(await collected()).toBe(`rejected: ${HELLO} is not a file. Submit ${HELLO} as a file.`);
  });

  test.skipIf(process.platform === 'win32')('a file that may not be read', async () => {
    submit(SAYS_HELLO);
    chmodSync(src('hello.ts'), 0);
    using _ = asAnOrdinaryUser();
    expect(await collected()).toBe(`rejected: ${HELLO} cannot be read (EACCES). Give yourself permission to read it.`);
  });

  test('a submission that is a link, or is inside one', async () => {
    course.submit('elsewhere', SAYS_HELLO);
    symlinkSync(join(course.submissions, 'elsewhere'), join(course.submissions, 'ana'), 'junction');
    const reason = `rejected: ana is a link. ${A_LINK}`;
    expect([await collected('ana'), await collected('ana/packages')]).toEqual([reason, reason]);
  });

  test('more than 1 MiB of programs', async () => {
    const programs = Array.from({ length: 17 }, (_, number) => `p${number}`);
    for (const name of programs)
      course.write(`examples/class/ana/packages/tiny/src/${name}.ts`, `//${'x'.repeat(65_000)}`);
    const program = { title: 'p', transport: 'none' as const, gaps: {} };
    const large = { ...tiny(), programs: Object.fromEntries(programs.map((name) => [name, program])) };
    const reason = 'The files of this submission up to tiny are larger than 1 MiB together. Make them smaller.';
    expect(await ana('ana', large)).toMatchObject({ state: 'rejected', reason });
  });
});

test('64 KiB are taken, and a file that is linked twice', async () => {
  const text = `//${'x'.repeat(64 * 1024 - 2)}`;
  submit(text);
  linkSync(src('hello.ts'), src('again.ts'));
  expect(await collected()).toEqual({ 'hello.ts': text });
});

describe('the answers to the quiz', () => {
  const answers = 'examples/class/ana/packages/tiny/answers.yaml';

  test('are taken beside the programs, and are none of them', async () => {
    submit(SAYS_HELLO);
    course.write(answers, 'first: ñ\n');
    expect(await collected()).toEqual({ 'hello.ts': SAYS_HELLO });
    expect((await ana())?.answers).toEqual({ state: 'collected', text: 'first: ñ\n' });
  });

  test('are taken without programs', async () => {
    course.write(answers, '');
    expect(await ana()).toEqual({
      state: 'missing',
      reason: 'There is no hello.ts in packages/tiny/src.',
      answers: { state: 'collected', text: '' },
    });
  });

  test('are missing', async () => {
    submit(SAYS_HELLO);
    course.write('examples/class/ana/packages/tiny/src/answers.yaml', 'first: a\n');
    expect((await ana())?.answers).toEqual({ state: 'missing' });
  });

  const file = () => join(course.repository, answers);
  test.each<[string, () => void, string]>([
    ['a link', () => symlinkSync('/etc/passwd', file()), `is a link. ${A_LINK}`],
    ['a folder', () => mkdirSync(file()), 'is not a file. Submit packages/tiny/answers.yaml as a file.'],
    ['too large', () => course.write(answers, '#'.repeat(64 * 1024 + 1)), `has 65 KiB, ${TOO_LARGE}`],
    [
      'Latin-1',
      () => course.write(answers, Buffer.from('first: ñ\n', 'latin1')),
      'is not UTF-8 (line 1: byte 0xf1), perhaps Latin-1. Save it as UTF-8, and submit it again.',
    ],
    ['binary', () => course.write(answers, Buffer.from([1, 0, 2])), 'is a binary file. Submit the text.'],
  ])('are refused, and nothing else: %s', async (_, prepare, fault) => {
    submit(SAYS_HELLO);
    prepare();
    expect(await collected()).toEqual({ 'hello.ts': SAYS_HELLO });
    expect((await ana())?.answers).toEqual({ state: 'rejected', reason: `packages/tiny/answers.yaml ${fault}` });
  });

  test('are taken where the programs are refused', async () => {
    submit(Buffer.from([0]));
    course.write(answers, 'first: a\n');
    expect(await ana()).toMatchObject({ state: 'rejected', answers: { state: 'collected' } });
  });
});

/** Root may read everything, so a root that runs these tests is nobody for a moment. */
function asAnOrdinaryUser(): Disposable {
  if (process.geteuid?.() !== 0) return { [Symbol.dispose]() {} };
  chmodSync(course.repository, 0o755);
  process.seteuid?.(65534);
  return { [Symbol.dispose]: () => process.seteuid?.(0) };
}
