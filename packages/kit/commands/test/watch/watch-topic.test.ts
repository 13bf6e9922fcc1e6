import { writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { descendantsOf, WatchSession } from './fixtures/watch-session.ts';
import { WatchedCourse } from './fixtures/watched-course.ts';

const isLinux = process.platform === 'linux';

async function watching(course: WatchedCourse, ...args: string[]): Promise<WatchSession> {
  course.save('one', course.source('one, first'));
  course.save('two', course.source('two, first'));
  const session = WatchSession.byPipes(course, ...args);
  await session.result();
  return session;
}

test('a save runs the checks of its program, and launches no other', async () => {
  await using course = await WatchedCourse.open();
  await using session = await watching(course);
  expect(course.launches.count('\ntwo, first\n')).toBe(2);
  course.save('one', course.source('one, again', 'says nothing'));
  const result = await session.result();
  expect(result).toMatch(/one\.ts saved: 2 checks, the result \d+\.\d s after saving\n/);
  expect(result).toContain('one  src/one.ts  0 of 4 points\n  failed    0/2  says hello\n');
  expect(result).toContain('two  src/two.ts  4 of 4 points  (as before)\n  passed    2/2  says hello\n');
  expect(result).toContain('The first failure: one, “says hello”');
  expect(course.launches.count('one, again\n')).toBeGreaterThan(0);
  course.saveByRename('two', course.source('two, again', 'says nothing'));
  // What has just been saved comes first.
  expect(await session.result()).toContain('The first failure: two, “says hello”');
  expect(course.launches.count('\ntwo, first\n')).toBe(2);
}, 60_000);

test('a syntax error is shown as one, and so is its end; a save without a change is none', async () => {
  await using course = await WatchedCourse.open();
  await using session = await watching(course);
  course.save('one', 'const = 1;\n');
  const broken = await session.result();
  expect(broken).toContain(`one  src/one.ts  0 of 4 points
  failed  The program cannot start: src/one.ts:1:7: Expected identifier but
          found "="

two  src/two.ts  4 of 4 points  (as before)
`);
  expect(broken).toContain(`

The program cannot start: src/one.ts:1:7: Expected identifier but found "="

  const = 1;
        ^
`);
  expect(broken).not.toContain('The first failure');
  course.save('one', 'const = 1;\r\n');
  course.save('two', course.source('two, first'));
  course.save('one', course.source('one, mended'));
  expect(await session.result()).toContain('one.ts saved: 2 checks');
  expect(session.printed.count('saved:')).toBe(2);
}, 60_000);

test('a shortcut is shown as one, and an open gap as what is to do', async () => {
  await using course = await WatchedCourse.open();
  await using session = await watching(course);
  course.save('one', "import { exec } from 'node:child_process';\n\nexec('ls');\n");
  const refused = await session.result();
  expect(refused).toContain(`one  src/one.ts  0 of 4 points
  failed  This program takes a shortcut that is not allowed.
`);
  expect(refused).toContain('src/one.ts:1');
  course.save('one', "console.error('TODO 1 is still open: say hello (src/one.ts:1)');\nprocess.exit(1);\n");
  expect(await session.result()).toContain(`one  src/one.ts  0 of 4 points
  todo      0/2  says hello
                 TODO 1 is still open: say hello (src/one.ts:1)
  skipped   0/2  ends
`);
}, 60_000);

test('a save during a run ends that run: the newest counts', async () => {
  await using course = await WatchedCourse.open();
  await using session = await watching(course);
  course.save('one', course.source('one, hanging', 'hangs'));
  await course.launches.until('one, hanging\n');
  course.save('one', course.source('one, at last'));
  await course.launches.until('end of one, hanging\n');
  const result = await session.result();
  expect(result).toContain('one  src/one.ts  4 of 4 points\n');
  expect(session.printed.count('saved:')).toBe(1);
}, 60_000);

test('a burst of saves ends with the last of them', async () => {
  await using course = await WatchedCourse.open();
  await using session = await watching(course);
  for (let save = 1; save <= 20; save++) {
    course.save(save % 2 ? 'one' : 'two', course.source(`save ${save}`));
    await course.launches.until(save === 10 ? 'save 10\n' : '\n'); // the tenth has begun to run
  }
  while (course.launches.count('end of save 19\n') < 2 || course.launches.count('end of save 20\n') < 2) {
    await course.launches.until('end of save');
  }
  const result = await session.result();
  expect(session.printed.text).not.toContain('failed');
  expect(result).toContain('4 passed; 8 of 8 public points.');
}, 60_000);

test('one program, one check, a seed; a title that no check has', async () => {
  await using course = await WatchedCourse.open();
  await using session = await watching(course, 'one', '--check', 'says hello', '--seed', '7');
  expect(course.launches.text).toBe('one, first\nend of one, first\n');
  course.save('two', 'const = 1;\n');
  course.save('one', course.source('one, again'));
  expect(await session.result()).toContain('1 passed; 2 of 2 public points.');
  expect(session.printed.text).not.toContain('two');
  await using other = WatchSession.byPipes(course, '--check', 'no such title');
  expect(await other.exitCode()).toBe(2);
  expect(other.printed.text).toContain('two-programs has no public check “no such title”.');
}, 60_000);

test.runIf(isLinux).each([
  ['q', 'q'],
  ['Ctrl-C', '\x03'],
])(
  '%s leaves, in the middle of a run: nothing is left running, and the terminal is as it was',
  async (_, key) => {
    await using course = await WatchedCourse.open();
    course.save('one', course.source('one, hanging', 'hangs'));
    await using session = WatchSession.inTerminal(course);
    await course.launches.until('one, hanging\n');
    const started = descendantsOf(session.process.pid);
    expect(started.length).toBeGreaterThan(2);
    session.type(key);
    expect(await session.exitCode()).toBe(0);
    await course.launches.until('end of one, hanging\n');
    await vi.waitFor(() => expect(started.filter(isRunning)).toEqual([]), { timeout: 20_000 });
    expect(session.printed.text.endsWith('\x1b[?25h\x1b[?1049l')).toBe(true);
  },
  60_000,
);

test.runIf(isLinux)(
  'in a terminal Enter runs all again, h shows the stronger hint, and the last result stays',
  async () => {
    await using course = await WatchedCourse.open();
    course.save('one', course.source('one', 'says nothing'));
    await using session = WatchSession.inTerminal(course);
    await session.printed.until('Hint: Say it.');
    expect(session.printed.text).not.toContain('Stronger hint');
    const before = course.launches.count('end of one');
    session.type('h');
    await session.printed.until('Stronger hint: console.log says it.');
    expect(course.launches.count('end of one')).toBe(before + 1);
    course.save('two', course.source('two'));
    await session.printed.until('two.ts saved: 2 checks');
    session.type('\r');
    await session.printed.until('4 checks in ');
    expect(session.printed.text).not.toContain('\x1b[2J'); // nothing is cleared before the new is there
    session.type('q');
    expect(await session.exitCode()).toBe(0);
    expect(session.printed.text.split('\x1b[?1049l')[1]).toContain(
      '2 passed, 1 failed, 1 skipped; 4 of 8 public points.',
    );
  },
  60_000,
);

test('a signal leaves, too', async () => {
  await using course = await WatchedCourse.open();
  await using session = await watching(course);
  session.process.kill('SIGTERM');
  expect(await session.exitCode()).toBe(0);
}, 60_000);

test.runIf(isLinux)(
  'the watch does not outlive the command that started it',
  async () => {
    await using course = await WatchedCourse.open();
    course.save('one', course.source('one, hanging', 'hangs'));
    await using session = WatchSession.byParent(course);
    await course.launches.until('one, hanging\n');
    const started = descendantsOf(session.process.pid);
    session.process.kill('SIGKILL');
    await vi.waitFor(() => expect(started.filter(isRunning)).toEqual([]), { timeout: 20_000 });
  },
  60_000,
);

test('a suite that does not load says so, and the watch goes on', async () => {
  await using course = await WatchedCourse.open();
  writeFileSync(`${course.directory}/tests/three.test.ts`, 'throw new Error("Not today.");\n');
  course.save('one', course.source('one'));
  await using session = WatchSession.byPipes(course);
  await session.printed.until('tests/three.test.ts: Not today.');
  course.save('one', course.source('one, again'));
  await session.printed.until('one.ts saved');
}, 60_000);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
