import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { needsCommand } from '../interop/needs-command.ts';
import { SAYS_HELLO, TinyCourse } from './fixtures/tiny-course.ts';

const GRADE = fileURLToPath(new URL('fixtures/grade-main.ts', import.meta.url));
const IS_LINUX = process.platform === 'linux';
const OLD_BOOK = '"the gradebook of yesterday"\n';
const DISK_IS_FULL =
  /^error: (?:\S+: )?ENOSPC: .*\. The disk is full, or has no inodes left \(df -i\): .* goes on from there\.\n$/;

let course: TinyCourse;
beforeEach(() => {
  course = new TinyCourse();
  course.submit('ana', SAYS_HELLO);
});
afterEach(() => course[Symbol.dispose]());

const words = (...flags: string[]) => [GRADE, course.repository, '--sandbox', 'none', ...flags];
const shell = (script: string, ...args: string[]) => ['-c', script, 'sh', process.execPath, ...args];
const file = (path: string) => readFileSync(join(course.repository, path), 'utf8');
const score = () => JSON.parse(file('grades/gradebook.json')).students[0].score;

describe('whoever reads what it prints', { timeout: 60_000 }, () => {
  test('goes after the first line: the class is graded, and nothing is said', async () => {
    const grade = spawn(process.execPath, words(), { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    grade.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    await once(grade.stdout, 'data');
    grade.stdout.destroy();
    const [code] = await once(grade, 'close');
    expect({ code, stderr, score: score() }).toEqual({ code: 0, stderr: '', score: 3 });
  });

  test.runIf(IS_LINUX)('has no room: the class is graded, and that is said, exit code 1', () => {
    const { status, stderr } = spawnSync('sh', shell('"$@" >/dev/full', ...words()), { encoding: 'utf8' });
    expect({ status, stderr, score: score() }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^error: what it has to say cannot be written: ENOSPC.*\n$/),
      score: 3,
    });
    expect(spawnSync('sh', shell('"$@" 2>/dev/full', ...words('--topic', 'no'))).status).toBe(2);
  });
});

describe.runIf(IS_LINUX)('a terminal', { timeout: 60_000 }, () => {
  needsCommand('script');

  test('that is closed ends it: what is done is kept', async () => {
    // The shell that the terminal belongs to hears of its end, and tells who stands in front.
    const tell = `"$@" & trap 'kill -HUP $!' HUP; wait $!; [ $? -gt 128 ] && wait $!; echo $? >code`;
    course.write('run.sh', `cd '${course.repository}'; ${tell}`);
    const quoted = [process.execPath, ...words()].map((word) => `'${word}'`).join(' ');
    const command = `sh '${course.repository}/run.sh' ${quoted}`;
    const terminal = spawn('script', ['-qc', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(terminal.stdout, 'data');
    terminal.kill('SIGKILL');
    await vi.waitFor(() => expect(file('code')).toBe('129\n'), { timeout: 30_000, interval: 50 });
  });
});

/** Runs it with a small file system at `.grade`, in a mount namespace of its own, which an ordinary user may have as well. */
function gradeOnDisk(options: string, ...flags: string[]) {
  mkdirSync(join(course.repository, '.grade'), { recursive: true });
  const mount = 'mount -t tmpfs -o "$1" none "$2" && shift 2 && exec "$@"';
  const disk = [options, join(course.repository, '.grade')];
  return spawnSync('unshare', [...OWN_MOUNTS, '-c', mount, 'sh', ...disk, process.execPath, ...words(...flags)], {
    encoding: 'utf8',
  });
}
const OWN_MOUNTS = ['--user', '--map-root-user', '--mount', '--', 'sh'];
const canMount = IS_LINUX && spawnSync('unshare', [...OWN_MOUNTS, '-c', 'mount -t tmpfs none /mnt']).status === 0;

/** Fills the disk that \`.grade\` is on: then the job's result has no room. */
const FILLS_THE_DISK = `
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '@socket-lab/kit';

check('fills the disk', { program: 'hello', gap: 1, points: 1, hint: '' }, async () => {
  for (let size = 2 ** 20; size >= 1; size = size / 2) {
    try {
      for (;;) appendFileSync(join(import.meta.dirname, '../../../.grade/full'), Buffer.alloc(size));
    } catch {}
  }
});
`;

describe.runIf(canMount)('a full disk stops it at once, and the gradebook stays', { timeout: 60_000 }, () => {
  beforeEach(() => {
    course.write('grades/gradebook.json', OLD_BOOK);
    for (const id of ['ben', 'carl']) course.submit(id, `${SAYS_HELLO}// ${id}\n`);
  });

  test.each([
    ['no room', 'size=64k'],
    ['no inodes', 'nr_inodes=12'],
  ])('with %s from the beginning', (_, options) => {
    const { status, stderr } = gradeOnDisk(options);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(DISK_IS_FULL) });
    expect(file('grades/gradebook.json')).toBe(OLD_BOOK);
  });

  test('in the middle: no other job is run', () => {
    course.write('packages/tiny/hidden/full.test.ts', FILLS_THE_DISK);
    const { status, stdout, stderr } = gradeOnDisk('size=32m', '--concurrency', '1');
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(DISK_IS_FULL) });
    expect(stdout).toMatch(/^Tiny course: .*\n1\/3 \w+ tiny: error\n$/);
    expect(file('grades/gradebook.json')).toBe(OLD_BOOK);
  });

  test('and one with room does not', () => {
    const { status, stderr } = gradeOnDisk('size=256m');
    expect({ status, stderr, score: score() }).toEqual({ status: 0, stderr: '', score: 3 });
  });
});

test.each([
  ['relative', 'tmp', / is relative, /],
  ['missing', '/no/such folder', / does not exist\. /],
  ['too long', undefined, / has too long a name: .* there is room for 10\d\. /],
])('a temporary folder that is %s: one line, before anything is run', (_, folder, words_) => {
  if (process.platform === 'win32') return;
  const long = join(course.repository, 'x'.repeat(100));
  mkdirSync(long);
  const env = { ...process.env, TMPDIR: folder ?? long };
  const { status, stdout, stderr } = spawnSync(process.execPath, words(), { env, encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(words_) });
  expect(stderr).toMatch(/^The temporary folder .*\. Set TMPDIR to another, like \/tmp, or to nothing\.\n$/);
});
