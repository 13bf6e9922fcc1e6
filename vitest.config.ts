import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Test files at a time for each core: many wait for processes of their own. vitest leaves a core unused when left alone. */
const FILES_A_CORE = 1.5;

/** The grader's and the kit's own tests. The topics' suites are run by `pnpm check`, on many programs. */
export default defineConfig({
  test: {
    include: ['grader/**/*.test.ts', 'packages/kit/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/fixtures/**'],
    testTimeout: 300_000, // for one that hangs: how long a test takes is the machine's matter
    hookTimeout: 300_000,
    maxWorkers: Math.ceil(FILES_A_CORE * availableParallelism()),
  },
});
