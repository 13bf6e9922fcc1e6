import type { Counts, Step } from './steps.ts';

/**
 * Runs all steps, whatever becomes of the ones before, and ends with `N passed, N failed` on a line of its own.
 *
 * @returns the exit code: 0 when nothing failed, the signal's reason when the run was broken off
 */
export async function proveProject(steps: Step[], courseDirectory: string, signal: AbortSignal): Promise<number> {
  const sum: Counts = { passed: 0, failed: 0 };
  for (const [index, step] of steps.entries()) {
    console.log(`${index > 0 ? '\n' : ''}── ${step.title}`);
    const { passed, failed } = await counts(step, courseDirectory, signal);
    if (signal.aborted) return signal.reason;
    sum.passed += passed;
    sum.failed += failed;
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed > 0 ? 1 : 0;
}

/** A step that breaks counts as one failure. */
async function counts(step: Step, courseDirectory: string, signal: AbortSignal): Promise<Counts> {
  try {
    return await step.run(courseDirectory, signal);
  } catch (error) {
    if (!signal.aborted) console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    return { passed: 0, failed: 1 };
  }
}
