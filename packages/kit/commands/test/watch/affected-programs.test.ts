import { expect, test } from 'vitest';
import { WatchedCourse } from './fixtures/watched-course.ts';
import { affectedPrograms } from './watch-topic.ts';

test('a program that imports the one that was saved is another one, too', async () => {
  await using course = await WatchedCourse.open();
  course.save('one', "import './two.ts';\n");
  course.save('two', '// as in one.ts\n');
  expect([...affectedPrograms(course.topic, ['two'])]).toEqual(['two', 'one']);
  expect([...affectedPrograms(course.topic, ['one'])]).toEqual(['one']);
  course.save('one', 'const two = require("./two");\n');
  expect([...affectedPrograms(course.topic, ['two'])]).toEqual(['two', 'one']);
});
