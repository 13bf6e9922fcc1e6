// The commands of instructors: `node grader/main.ts grade`, which package.json calls `pnpm grade`.
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const course = fileURLToPath(new URL('..', import.meta.url));
// What is loaded from here on is there at once the next time, in the processes of a run, too.
module.enableCompileCache?.(join(course, 'node_modules', '.cache', 'socket-lab'));
const cache = module.getCompileCacheDir?.();
if (cache !== undefined) process.env.NODE_COMPILE_CACHE ??= dirname(cache);
const { dispatch } = await import('@socket-lab/kit/commands/command');

process.exitCode = await dispatch(
  {
    grade: ['grades a class and writes the gradebook', () => import('./class/grade-command.ts')],
    handout: ['writes the repository that students fork', () => import('./handout/handout-command.ts')],
    check: [
      'proves every topic: its solution, starter, mutants and variants',
      () => import('./prove/check-command.ts'),
    ],
    starters: ['writes the starters anew from the solutions', () => import('./starters/starters-command.ts')],
    attacks: ['hands hostile submissions in, and has each stopped', () => import('./attacks/attacks-command.ts')],
    faults: ['does to a class what a machine can do', () => import('./faults/faults-command.ts')],
    flakes: ['grades what is right on an overloaded machine', () => import('./flakes/flakes-command.ts')],
    mutate: ['makes small wrong programs, and has each caught', () => import('./mutate/mutate-command.ts')],
    bench: ['measures what takes how long', () => import('./bench/bench-command.ts')],
    test: ['everything that proves the project', () => import('./pipeline/test-command.ts')],
    task: ['one task of that, as turbo runs it', () => import('./pipeline/task-command.ts')],
  },
  process.argv.slice(2),
  course,
);
