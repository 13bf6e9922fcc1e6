import { join } from 'node:path';
import type { JobAccount } from './job-progress.ts';
import { type JobResult, readCatalog, readJobError, readJobResult, versionFault } from './job-result.ts';
import type { PlannedJob } from './plan-jobs.ts';
import type { JobOutcome, JobsResult } from './run-jobs.ts';

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
  for (const { folder, topic, inputs, kind, specs } of jobs) {
    const directory = join(workspace, 'jobs', folder);
    const { ran, reason } = accountFor(folder);
    const error = readJobError(join(directory, 'error.json')) ?? reason;
    if (kind === 'grade') {
      const path = join(directory, 'result.json');
      const result = readJobResult(path, inputs);
      for (const [submission, { id }] of specs)
        results.outcomes.set(id, outcomeOf(result, submission, ran, versionFault(path) ?? error));
    } else {
      const catalog = readCatalog(join(directory, 'result.json'), inputs);
      if (catalog) results.catalogs.set(topic.id, catalog.checks);
      else results.faults.set(topic.id, error);
    }
  }
  return results;
}

function outcomeOf(result: JobResult | undefined, submission: string, ran: boolean, error: string): JobOutcome {
  const found = result?.submissions[submission];
  if (!result || !found) return { state: 'error', reason: error };
  const { topic, isolation } = result;
  return { state: 'done', result: { topic, isolation, ...found }, cached: !ran };
}
