import { z } from 'zod';
import type { Counts } from './steps.ts';

const schema = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), success: z.boolean() });

/**
 * Counts tests by the report of vitest's `json` reporter. A file that does not load, or a vitest that left no report,
 * counts as one failure: no test of it is known.
 */
export function countTests(report: string): Counts {
  const { numPassedTests, numFailedTests, success } = parse(report);
  return { passed: numPassedTests, failed: success ? numFailedTests : Math.max(1, numFailedTests) };
}

function parse(report: string): z.infer<typeof schema> {
  try {
    return schema.parse(JSON.parse(report));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, success: false };
  }
}
