import { join } from 'node:path';
import type { JobAccount } from './job-progress.ts';
import { readCatalog, readJobError, readTopicResult } from './job-result.ts';
import type { PlannedJob } from './plan-jobs.ts';
import type { JobsResult } from './run-jobs.ts';

/**
 * Reads what the jobs left in the workspace. A job with no whole `result.json` of its present inputs is an error,
 * whatever turbo said of it.
 * @param accountFor what the run knows of a job besides
 */
export function readResults(
  jobs: PlannedJob[],
  workspace: string,
  accountFor: (folder: string) => JobAccount,
): JobsResult {
  const results: JobsResult = { outcomes: new Map(), catalogs: new Map(), faults: new Map() };
  for (const { folder, topic, inputs, spec } of jobs) {
    const directory = join(workspace, 'jobs', folder);
    const { ran, reason } = accountFor(folder);
    const error = readJobError(join(directory, 'error.json')) ?? reason;
    if (spec) {
      const result = readTopicResult(join(directory, 'result.json'), inputs);
      results.outcomes.set(
        spec.id,
        result ? { state: 'done', result, cached: !ran } : { state: 'error', reason: error },
      );
    } else {
      const catalog = readCatalog(join(directory, 'result.json'), inputs);
      if (catalog) results.catalogs.set(topic.id, catalog.checks);
      else results.faults.set(topic.id, error);
    }
  }
  return results;
}
