import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputsDigest, parseJobLock } from '../jobs/job-lock.ts';
import type { JobResult, WithInputs } from '../jobs/job-result.ts';
import type { runTurbo as realTurbo } from '../jobs/run-turbo.ts';
import { seal } from '../jobs/sealed.ts';

export { compileCache } from '../jobs/run-turbo.ts';

/** Every job of the tiny course replays: one check passed, one failed, and said why. */
export const runTurbo: typeof realTurbo = ({ workspace, onLine }) => {
  const jobs = join(workspace, 'jobs');
  const replay = async () => {
    for (const folder of readdirSync(jobs)) {
      writeFileSync(join(jobs, folder, 'result.json'), seal(resultOf(join(jobs, folder))));
      onLine(folder, 'cache hit, replaying logs');
    }
    return 'exit code 0';
  };
  return { pid: undefined, ended: replay(), stop() {} };
};

function resultOf(job: string): WithInputs<JobResult> {
  const text = readFileSync(join(job, 'lock.json'), 'utf8');
  const { topic, isolation } = parseJobLock(text);
  const source = readFileSync(join(job, 'src/1/hello.ts'));
  const wire = { omitted: 0, areSeveral: false, first: [], last: [] };
  const programs = [{ command: 'hello', stdout: '', stderr: '', ending: { code: 0, signal: null } }];
  const gap = { number: 1, title: 'say hello', file: 'src/hello.ts' };
  const message = 'The program did not say hello.';
  const checks: JobResult['submissions'][string]['checks'] = {
    'hello/ends-by-itself': { status: 'passed', durationMs: 1 },
    'hello/says-hello': {
      status: 'failed',
      failure: { message, evidence: { wire, programs }, gap, hint: 'check' },
      durationMs: 1,
    },
  };
  const inputs = inputsDigest(text, new Map([['1/hello.ts', source]]));
  return { schemaVersion: 2, topic, isolation, submissions: { 1: { checks } }, inputs };
}
