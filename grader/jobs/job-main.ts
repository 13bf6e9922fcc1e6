// One job: what turbo starts in a job's folder. It leaves result.json and exits 0 whatever the student's programs did.
// When the grader or the machine failed it leaves error.json and exits 1, so that turbo keeps nothing of it.
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeAtomically } from '@socket-lab/kit/write-atomically';
import { holdLifeline } from './hold-lifeline.ts';

const directory = process.cwd();
const lifeline = await holdLifeline(basename(directory));
let ended: 'done' | 'error';
try {
  rmSync('result.json', { force: true });
  const { runJob } = await import('./run-job.ts'); // only now: a suite runner that does not load is an error of this job
  leave('result.json', await runJob(directory));
  ended = 'done';
  console.log('graded');
} catch (error) {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  leave('error.json', { reason: message, stack });
  ended = 'error';
  console.log(`error: ${message}`);
}
await lifeline.ended(ended);
process.exit(ended === 'done' ? 0 : 1);

function leave(file: string, content: object): void {
  writeAtomically(join(directory, file), `${JSON.stringify(content, null, 2)}\n`);
}
