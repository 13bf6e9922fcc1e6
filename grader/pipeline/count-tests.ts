import { z } from 'zod';
import type { Counts } from './counts.ts';

const schema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  success: z.boolean(),
});

/** By the report of vitest's reporter `json`. A file that does not load, or no report, is one failure. */
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
