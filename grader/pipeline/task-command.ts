import { basename, relative, sep } from 'node:path';
import { command } from '@socket-lab/kit/commands/command';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { prove, proveCourse } from './prove.ts';
import { runTask } from './task.ts';
import { unit } from './unit.ts';

const USAGE = `Usage: node grader/main.ts task NAME   (in the folder of a package)

A task of turbo.json, as the scripts of the packages call it: prove (a topic), unit (tests of the kit, or of the grader), course.
"pnpm test" runs them all.`;

export default command({
  name: 'task',
  usage: USAGE,
  options: {},
  words: { one: 'task' },
  run({ words: [name = ''], courseDirectory }) {
    const folder = relative(courseDirectory, process.cwd()); // turbo runs a script in its package's folder
    return runTask((signal) => {
      if (name === 'prove') return prove(courseDirectory, basename(folder), signal);
      if (name === 'unit') return unit(courseDirectory, folder.split(sep).join('/'), signal);
      if (name === 'course') return proveCourse(courseDirectory);
      throw new UsageError(`There is no task "${name}". There are: prove, unit, course.`);
    });
  },
});
