// One job: what turbo starts in a job's folder. It leaves result.json and exits 0 whatever the student's programs did.
// When the grader or the machine failed it leaves error.json and exits 1, so that turbo keeps nothing of it.
import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeAtomically } from '@socket-lab/kit/text/write-atomically';
import { isConfined } from './confined/is-confined.ts';
import type { JobLock } from './job-lock.ts';
import { holdLifeline } from './lifeline.ts';
import { seal } from './sealed.ts';

const directory = process.cwd();
const lifeline = await holdLifeline(basename(directory));
let ended: 'done' | 'error';
let full: string | undefined; // Every other job would fail alike.
try {
  rmSync('result.json', { recursive: true, force: true });
  leave('result.json', seal(await doJob()));
  ended = 'done';
  console.log('graded');
} catch (error) {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  ended = 'error';
  if (/\b(?:ENOSPC|EDQUOT)\b/.test(message)) full = message;
  else leave('error.json', JSON.stringify({ reason: message, stack }));
  console.log(`error: ${message}`);
}
await lifeline.ended(ended, full);
process.exit(ended === 'done' ? 0 : 1);

/** What runs programs does so in a process of its own where it is to be kept from anything; this one then loads no suite. */
async function doJob(): Promise<object> {
  const lock = JSON.parse(readFileSync('lock.json', 'utf8')) as JobLock; // our own; whoever runs suites reads it by its schema
  // Only now: what does not load is an error of this job.
  if (isConfined(lock.isolation)) {
    const { runConfined } = await import('./confined/run-confined.ts');
    return runConfined(directory, lock);
  }
  const { runJob } = await import('./run-job.ts');
  return runJob(directory);
}

function leave(file: string, content: string): void {
  writeAtomically(join(directory, file), content);
}
