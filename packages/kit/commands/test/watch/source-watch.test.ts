import { linkSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { WatchedCourse } from './fixtures/watched-course.ts';
import { SourceWatch } from './source-watch.ts';

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
