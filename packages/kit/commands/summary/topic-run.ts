import { recordRun } from '../../record/record-run.ts';
import { stageOwn } from '../../submission/stage-programs.ts';
import { runSuites, type SuitesResult } from '../../suites/run-suites.ts';
import type { Topic } from '../../topic/topic.ts';

/** What the public suite of a topic says of the student's programs. */
export interface TopicRun extends SuitesResult {
  topic: Topic;
}

/** Runs the public suite of a topic as the student's own test does. */
export async function runTopic(topic: Topic): Promise<TopicRun> {
  await using staged = await stageOwn(topic);
  const result = await runSuites({ topic, ...staged, suites: 'public', isolation: 'node' });
  recordRun({ topic, isWhole: true, ...result });
  return { topic, ...result };
}
