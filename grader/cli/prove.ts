import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prove } from '../pipeline/prove.ts';
import { runTask } from '../pipeline/task.ts';

const course = fileURLToPath(new URL('../..', import.meta.url));
// pnpm runs a script in its package's folder: that of a topic, or of the course.
const topic = relative(course, process.cwd()) === '' ? undefined : basename(process.cwd());
process.exitCode = await runTask((signal) => prove(course, topic, signal));
