import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { commitAll } from './git.ts';
import handoutCommand, { requestOf } from './handout-command.ts';
import { HANDOUT_TIME } from './write-handout.ts';

const COURSE = fileURLToPath(new URL('../..', import.meta.url));
const SOLUTION = 'packages/echo-service/solution/server.ts';
const root = fs.mkdtempSync(join(tmpdir(), 'socket-lab é '));
afterAll(() => fs.rmSync(root, { recursive: true }));
const out: string[] = [];
const err: string[] = [];
vi.spyOn(console, 'log').mockImplementation((text) => out.push(text));
vi.spyOn(console, 'error').mockImplementation((text) => err.push(text));
beforeEach(() => {
  out.length = 0;
  err.length = 0;
});
const run = (...args: string[]) => handoutCommand.run(args, COURSE, root);

test('twice the same, to the commit; and a look through it finds nothing', async () => {
  expect(await run('--git', '--out', 'one')).toBe(0);
  expect(await run('--git', '--out', 'two')).toBe(0);
  expect(out[0]).toMatch(/^one: \d+ topics, \d+ files, sha256 [0-9a-f]{64}\ncommit [0-9a-f]{40}$/);
  expect(out[1]).toBe(out[0]?.replace('one', 'two'));
  expect(await run('--check', 'one')).toBe(0);
  expect(out[2]).toMatch(/^Nothing hidden in \d+ files, and \d+ objects of its history: /);
});

test('what leaks through the history of git or a cache of turbo is found where it is', async () => {
  const directory = join(root, 'one');
  fs.cpSync(join(COURSE, SOLUTION), join(directory, 'notes.ts'));
  commitAll(directory, 'oops', HANDOUT_TIME);
  fs.rmSync(join(directory, 'notes.ts'));
  commitAll(directory, 'gone', HANDOUT_TIME);
  fs.mkdirSync(join(directory, 'node_modules/.cache/turbo'), { recursive: true });
  const cached = zstdCompressSync(fs.readFileSync(join(COURSE, SOLUTION)));
  fs.writeFileSync(join(directory, 'node_modules/.cache/turbo/1.tar.zst'), cached);
  expect(await run('--check', 'one')).toBe(1);
  const body = /the body of gap 4 stands here \(packages\/echo-service\/solution\/server\.ts:\d+\)\.$/;
  const lines = err
    .join('\n')
    .split('\n')
    .filter((line) => body.test(line));
  expect(lines).toEqual([
    expect.stringMatching(/^node_modules\/\.cache\/turbo\/1\.tar\.zst \(unpacked\):\d+: /),
    expect.stringMatching(/^notes\.ts \(git [0-9a-f]+\):\d+: /),
  ]);
});

test('a course that would leak writes nothing', async () => {
  const course = join(root, 'course');
  fs.cpSync(COURSE, course, {
    recursive: true,
    filter: (path) => !['node_modules', '.git', '.grade', 'dist', 'grades'].includes(basename(path)),
  });
  const lesson = join(course, 'packages/echo-service/README.md');
  fs.appendFileSync(lesson, `\n\`\`\`ts\n${fs.readFileSync(join(course, SOLUTION), 'utf8')}\n\`\`\`\n`);
  expect(await handoutCommand.run([], course, course)).toBe(1);
  expect(err[0]).toMatch(/^packages\/echo-service\/README\.md:\d+: the body of gap \d stands here \(packages\//m);
  expect(fs.existsSync(join(course, 'dist'))).toBe(false);
});

test('an update says what it did, and what a fork does', async () => {
  const answers = join(root, 'two/packages/echo-service/answers.yaml');
  fs.writeFileSync(answers, 'half-close: c\n');
  expect(await run('--update', 'two')).toBe(0);
  expect(out[0]).toContain('0 written, 0 removed, 0 kept as they are.');
  expect(out[0]).toContain('git merge course/main');
  expect(fs.readFileSync(answers, 'utf8')).toBe('half-close: c\n');
});

test.each([
  [['--update', '.'], 1, 'is no handout: there is no .handout.json'],
  [['--gti'], 2, "Unknown option '--gti'"],
])('%j', async (args, exitCode, words) => {
  expect(await run(...args)).toBe(exitCode);
  expect(err[0]).toContain(words);
});

const read = (args: string[]) => requestOf(handoutCommand.parse(args).flags);

test.each([
  [[], { kind: 'write', git: false }],
  [['--', '--git', '--out', 'x'], { kind: 'write', git: true, directory: 'x' }],
  [['--update', 'x'], { kind: 'update', directory: 'x' }],
  [['--check', 'x'], { kind: 'check', directory: 'x' }],
])('%j', (args, request) => {
  expect(read(args)).toMatchObject(request);
});

const ALONE = '--update and --check stand alone: each works on a handout that is there already.';

test.each([
  [['--update', 'x', '--git'], ALONE],
  [['--update', 'x', '--check', 'y'], ALONE],
  [['--check', 'x', '--out', 'y'], ALONE],
  [['dist'], "Unexpected argument 'dist'"],
  [['--gti'], "Unknown option '--gti'"],
  [['--out'], "Option '--out <value>' argument missing"],
])('%j is refused', (args, message) => {
  expect(() => read(args)).toThrow(message);
});
