import { UsageError } from '@socket-lab/kit/text/usage-error';
import { checkCourse, checkTopics } from '../prove/check-topics.ts';
import type { Counts } from './counts.ts';
import { FORCE_VARIABLE, MACHINE_VARIABLE } from './task.ts';

/** The task `prove` of a topic: each mutant meets the one check that must catch it, a fifth of the time of all. */
export async function prove(courseDirectory: string, topic: string, signal: AbortSignal): Promise<Counts> {
  const machine = process.env[MACHINE_VARIABLE];
  try {
    const { proven, notProven, notTried } = await checkTopics({
      courseDirectory,
      topics: [topic],
      isTask: true,
      workspace: `check-${topic}`, // two topics may be proven at once
      isolation: 'node', // the programs are the course's own
      isElsewhere: process.env.CI === 'true',
      isEveryCheck: false,
      update: false,
      repeat: 1,
      ...(machine !== undefined && { machine }),
      force: process.env[FORCE_VARIABLE] !== undefined,
      signal,
    });
    return { passed: proven, failed: notProven, skipped: notTried };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** The task `course`: what is to be proven of the course besides. */
export async function proveCourse(courseDirectory: string): Promise<Counts> {
  const { proven, notProven } = checkCourse(courseDirectory);
  return { passed: proven, failed: notProven, skipped: 0 };
}
