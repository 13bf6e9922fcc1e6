// The trusted half of a job that is kept from everything else: run-confined.ts starts it. It stages the programs, runs the
// suites, and tells the result through a channel that no program has.
import { readlinkSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import type { JobResult, WithInputs } from '../job-result.ts';

export interface RunnerTask {
  directory: string; // The job's folder.
  stagedDirectory: string;
  /** The network in which no program may run, as /proc/self/ns/net names it; any will do when left out. */
  outside?: string;
}

export type RunnerMessage = { result: WithInputs<JobResult> } | { reason: string; stack?: string };

tell(await work(JSON.parse(process.argv[2] ?? '') as RunnerTask));

async function work({ directory, stagedDirectory, outside }: RunnerTask): Promise<RunnerMessage> {
  try {
    if (readlinkSync('/proc/self/ns/net') === outside) throw new Error('The job has no network of its own.');
    const { runJob } = await import('../run-job.ts'); // only now: a suite runner that does not load is an error of this job
    return { result: await runJob(directory, stagedDirectory) };
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { reason: message, ...(stack !== undefined && { stack }) };
  }
}

function tell(message: RunnerMessage): void {
  flushCompileCache();
  process.send?.(message, () => process.exit(0));
}
