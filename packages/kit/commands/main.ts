// The commands of students: `node packages/kit/commands/main.ts quiz udp-pair`, which package.json calls `pnpm quiz`.
import module from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

module.enableCompileCache?.(); // what is loaded from here on is there at once the next time
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
  fileURLToPath(new URL('../../..', import.meta.url)),
);
