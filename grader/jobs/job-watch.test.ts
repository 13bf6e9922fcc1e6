import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { killGroup } from '@socket-lab/kit/confine/kill-group';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { JobWatch } from './job-watch.ts';

const MARGINS = { begin: 0.2, submission: 0.1, silence: 0.3 };

/** In place of turbo: it starts a job that starts a process of its own, and ends when the job has. */
function turbo(): { process: ChildProcess; printed: Promise<string>; started: Promise<unknown> } {
  const folder = join(temporaryFolder(), 'jobs', 'ana');
  mkdirSync(folder, { recursive: true });
  const script = `cd '${folder}' && sh -c 'sh -c "echo started; sleep 60; :"; sleep 60; :'; cd /; echo ended`;
  const process = spawn('sh', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => killGroup(process.pid ?? 0));
  return { process, printed: text(process.stdout), started: once(process.stdout, 'data') };
}

async function watched(margins = MARGINS) {
  const { process, printed, started } = turbo();
  const watch = new JobWatch({ seconds: new Map([['ana', [0.1]]]), margins, turbo: () => process.pid });
  onTestFinished(() => watch[Symbol.dispose]());
  await started;
  return { watch, process, printed };
}

describe.runIf(process.platform === 'linux')('the watch over jobs', () => {
  test.each([
    ['does not begin', 'starts', 'The job did not begin within 0.2 s, and was ended with all that it had started.'],
    ['does not end', 'begins', 'The job did not end within 0.2 s, and was ended with all that it had started.'],
  ] as const)('ends one that %s, with all its processes', async (_, what, reason) => {
    const { watch, printed } = await watched();
    watch[what]('ana');
    expect(await printed).toContain('ended'); // whoever holds the pipe has gone
    expect(watch.reason('ana')).toBe(reason);
  });

  test('lets one alone that has ended, or waits for its turn', async () => {
    const { watch, process } = await watched({ ...MARGINS, silence: 60 });
    watch.begins('ana');
    watch.rests('ana');
    watch.begins('another');
    const ended = once(process, 'close');
    const later = new Promise((resolve) => setTimeout(resolve, 600, 'still there'));
    expect(await Promise.race([ended, later])).toBe('still there');
    expect(watch.reason('ana')).toBeUndefined();
  });

  test('ends turbo when nothing is heard of anything', async () => {
    const { process } = await watched();
    expect(await once(process, 'exit')).toEqual([null, 'SIGKILL']);
  });
});
