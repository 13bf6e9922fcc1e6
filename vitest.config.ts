import { defineConfig } from 'vitest/config';

/** The grader's and the kit's own tests. The topics' suites are run by `pnpm check`, on many programs. */
export default defineConfig({
  test: { include: ['grader/**/*.test.ts'], exclude: ['**/node_modules/**', '**/fixtures/**'] },
});
