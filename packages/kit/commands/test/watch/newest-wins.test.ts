import { once } from 'node:events';
import { linkSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { WatchedCourse } from './fixtures/watched-course.ts';
import { NewestWins, type Wanted } from './newest-wins.ts';
import { SourceWatch } from './source-watch.ts';
import { affectedPrograms } from './watch-topic.ts';

const saved = (program: string, at: number): Wanted => ({
  programs: new Set([program]),
  saved: { programs: new Set([program]), at },
});

function stage() {
  const runs: { wanted: Wanted; end(): void }[] = [];
  const faults: unknown[] = [];
  const newest = new NewestWins(
    async (wanted, signal) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      runs.push({ wanted, end: resolve });
      await Promise.race([promise, once(signal, 'abort')]);
      return !signal.aborted;
    },
    (fault) => faults.push(fault),
  );
  return { runs, newest, faults };
}

const turn = () => new Promise(setImmediate);

test('one run after the other', async () => {
  const { runs, newest } = stage();
  newest.want(saved('one', 1));
  runs[0]?.end();
  await turn();
  expect(newest.isRunning).toBe(false);
  newest.want(saved('two', 2));
  expect(runs.map(({ wanted }) => wanted)).toEqual([saved('one', 1), saved('two', 2)]);
});

test('what is wanted meanwhile stops the run, and what that was about is run with the new', async () => {
  const { runs, newest } = stage();
  newest.want(saved('one', 1));
  newest.want(saved('two', 2));
  newest.want(saved('one', 3));
  await turn();
  expect(runs).toHaveLength(2);
  expect(runs[1]?.wanted).toEqual({
    programs: new Set(['one', 'two']),
    saved: { programs: new Set(['one', 'two']), at: 3 },
  });
});

test('a hint gives way to a run, and is not run again', async () => {
  const { runs, newest } = stage();
  newest.want({ programs: new Set(['one']), hintFor: 'one/x' });
  newest.want(saved('two', 1));
  await turn();
  expect(runs[1]?.wanted).toEqual(saved('two', 1));
});

test('a fault is heard', async () => {
  const faults: unknown[] = [];
  const newest = new NewestWins(
    async () => {
      throw new Error('no');
    },
    (fault) => faults.push(fault),
  );
  newest.want({ programs: new Set() });
  await turn();
  expect(faults).toEqual([new Error('no')]);
});

test('a program that imports the one that was saved is another one, too', async () => {
  await using course = await WatchedCourse.open();
  course.save('one', "import './two.ts';\n");
  course.save('two', '// as in one.ts\n');
  expect([...affectedPrograms(course.topic, ['two'])]).toEqual(['two', 'one']);
  expect([...affectedPrograms(course.topic, ['one'])]).toEqual(['one']);
  course.save('one', 'const two = require("./two");\n');
  expect([...affectedPrograms(course.topic, ['two'])]).toEqual(['two', 'one']);
});

let course: WatchedCourse;
let changes: string[];
let wake = () => {};

beforeEach(async () => {
  course = await WatchedCourse.open();
  course.save('one', 'one\n');
  changes = [];
  const watch = new SourceWatch(course.topic, (programs) => {
    changes.push([...programs].join(' and '));
    wake();
  });
  onTestFinished(async () => {
    watch[Symbol.dispose]();
    await course[Symbol.asyncDispose]();
  });
});

async function untilChanges(count: number): Promise<string[]> {
  while (changes.length < count) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  return changes;
}

test('a save into the file, a save by renaming, a new program', async () => {
  course.save('one', 'one, changed\n');
  await untilChanges(1);
  course.saveByRename('one', 'one, changed again\n');
  await untilChanges(2);
  course.save('two', 'two\n');
  expect(await untilChanges(3)).toEqual(['one', 'one', 'two']);
});

test('several programs at once are one change', async () => {
  course.save('one', 'one, changed\n');
  course.save('two', 'two\n');
  expect(await untilChanges(1)).toEqual(['one and two']);
});

test('what changes no program is no change', async () => {
  course.save('one', 'one\n');
  course.save('one', 'one\r\n');
  utimesSync(course.path('one'), 0, 0);
  writeFileSync(join(course.directory, 'src', 'notes.ts'), 'mine\n');
  writeFileSync(join(course.directory, 'src', '.one.ts.swp'), 'the editor’s\n');
  writeFileSync(join(course.directory, 'README.md'), 'mine\n');
  course.save('two', 'two\n');
  expect(await untilChanges(1)).toEqual(['two']);
});

test('a file that is emptied first, and one that is moved away first', async () => {
  truncateSync(course.path('one'), 0);
  await new Promise(setImmediate);
  course.save('one', 'one, changed\n');
  await untilChanges(1);
  renameSync(course.path('one'), `${course.path('one')}~`);
  await new Promise(setImmediate);
  course.save('one', 'one, changed again\n');
  await untilChanges(2);
  course.save('two', 'two\n');
  expect(await untilChanges(3)).toEqual(['one', 'one', 'two']);
});

test('a program that is deleted, or emptied for good', async () => {
  rmSync(course.path('one'));
  await untilChanges(1);
  course.save('one', 'one\n');
  await untilChanges(2);
  truncateSync(course.path('one'), 0);
  expect(await untilChanges(3)).toEqual(['one', 'one', 'one']);
});

test('another folder takes the place of src', async () => {
  renameSync(join(course.directory, 'src'), join(course.directory, 'src~'));
  await untilChanges(1);
  renameSync(join(course.directory, 'src~'), join(course.directory, 'src'));
  await untilChanges(2);
  course.save('two', 'two\n');
  expect(await untilChanges(3)).toEqual(['one', 'one', 'two']);
});

test('a change that the system tells nothing of', async () => {
  // A folder is told of what is written through itself, not through another link (inotify(7)); so are mounts, and network drives.
  const elsewhere = join(course.directory, 'tests', 'link');
  linkSync(course.path('one'), elsewhere);
  writeFileSync(elsewhere, 'one, changed elsewhere\n');
  expect(await untilChanges(1)).toEqual(['one']);
});
