import { expect, test } from 'vitest';
import { type JobEvent, JobProgress } from './job-progress.ts';
import type { PlannedJob } from './plan-jobs.ts';

const job = (folder: string, ...ids: string[]): PlannedJob =>
  ({ folder, specs: new Map(ids.map((id) => [id, { id, label: `${id} tiny` }])) }) as PlannedJob;

function follow(): { progress: JobProgress; events: string[] } {
  const events: string[] = [];
  const say = ({ kind, label, finished, total }: JobEvent) => events.push(`${kind} ${label} ${finished}/${total}`);
  const jobs = [job('a', 'ana'), job('b', 'ben'), job('c', 'carl', 'dora')];
  return { progress: new JobProgress(jobs, say), events };
}

test('tells what jobs say, and what turbo says of those in its cache', () => {
  const { progress, events } = follow();
  progress.onLine('a', 'cache miss, executing 0123');
  progress.onMessage('a', { job: 'a', pid: 2 });
  progress.onLine('b', 'cache hit, replaying logs 4567');
  progress.onLine('b', 'cache hit, replaying logs 4567');
  progress.onMessage('a', { ended: 'error' });
  progress.onMessage('c', { ended: 'done' });
  expect(events).toEqual([
    'started ana tiny 0/4',
    'cached ben tiny 1/4',
    'error ana tiny 2/4',
    'done carl tiny 3/4',
    'done dora tiny 4/4',
  ]);
});

test('knows why a job has no result', () => {
  const { progress } = follow();
  progress.onMessage('a', { job: 'a', pid: 2 });
  for (const line of ['one', 'two', '', 'three', 'RangeError: four']) progress.onLine('a', line);
  progress.onLine(undefined, 'turbo.json is broken');
  expect(progress.account('a', 'exit code 1')).toEqual({
    ran: true,
    reason: 'The job ended without a result: two: three: RangeError: four',
  });
  expect(progress.account('b', 'SIGKILL')).toEqual({
    ran: false,
    reason: 'Turbo did not run the job (SIGKILL): turbo.json is broken',
  });
});
