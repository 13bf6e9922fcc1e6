import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordRun } from '../../record/record-run.ts';
import { stagePrograms } from '../../submission/stage-programs.ts';
import { runSuites, type SuitesResult } from '../../suites/run-suites.ts';
import type { Topic } from '../../topic/topic.ts';

/** What the public suite of a topic says of the student's programs. */
export interface TopicRun extends SuitesResult {
  topic: Topic;
}

/** Runs the public suite of a topic as the student's own test does. */
export async function runTopic(topic: Topic): Promise<TopicRun> {
  const stagedDirectory = await mkdtemp(join(tmpdir(), 'socket-lab-'));
  try {
    await stagePrograms({ topic, sourceDirectory: join(topic.directory, 'src'), stagedDirectory });
    const result = await runSuites({ topic, stagedDirectory, suites: 'public', isolation: 'node' });
    recordRun({ topic, isWhole: true, ...result });
    return { topic, ...result };
  } finally {
    await rm(stagedDirectory, { recursive: true, force: true, maxRetries: 5 }); // Windows holds the files of a program for a moment
  }
}
