import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTask } from '../pipeline/task.ts';
import { unit } from '../pipeline/unit.ts';

const course = fileURLToPath(new URL('../..', import.meta.url));
const folder = relative(course, process.cwd()).split(sep).join('/'); // pnpm runs a script in its package's folder
process.exitCode = await runTask((signal) => unit(course, folder, signal));
