// The commands of students: `node packages/kit/commands/main.js quiz udp-pair`, which package.json calls `pnpm quiz`.
// JavaScript, since Node would load its compiler of TypeScript for this file alone: of all others it keeps what that made.
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const course = fileURLToPath(new URL('../../..', import.meta.url));
// What is loaded from here on is there at once the next time; in the course, since others may write to /tmp. Else without.
module.enableCompileCache?.(join(course, 'node_modules', '.cache', 'socket-lab'));
const cache = module.getCompileCacheDir?.();
if (cache !== undefined) process.env.NODE_COMPILE_CACHE ??= dirname(cache); // in the thread that runs the suites, too
const { dispatch } = await import('./command.ts');

process.exitCode = await dispatch(
  {
    test: ['the checks of a topic on your programs', () => import('./test/test-command.ts')],
    progress: ['all topics at a glance, and what to do next', () => import('./progress/progress-command.ts')],
    try: ['your program at work: what arrives at it, what leaves it', () => import('./try/try-command.ts')],
    replay: ['the check that failed last, step by step', () => import('./replay/replay-command.ts')],
    experiment: ['predict what sockets do, see it, say why', () => import('./experiment/experiment-command.ts')],
    quiz: ['the questions of a lesson', () => import('./quiz/quiz-command.ts')],
    ready: ['would grading take what is here as it is?', () => import('./ready/ready-command.ts')],
    summary: ['the checks of all topics, in Markdown', () => import('./summary/summary-command.ts')],
  },
  process.argv.slice(2),
  course,
);
