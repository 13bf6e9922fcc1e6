import { z } from 'zod';
import type { Counts } from './counts.ts';

const schema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  success: z.boolean(),
});

/**
 * Counts tests by the report of vitest's `json` reporter. A file that does not load, or a vitest that left no report,
 * counts as one failure: no test of it is known.
 */
export function countTests(report: string): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, success } = parse(report);
  const failed = success ? numFailedTests : Math.max(1, numFailedTests);
  return { passed: numPassedTests, failed, skipped: numPendingTests };
}

function parse(report: string): z.infer<typeof schema> {
  try {
    return schema.parse(JSON.parse(report));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, success: false };
  }
}
