import { join } from 'node:path';
import { stagePrograms } from '@socket-lab/kit/submission/stage-programs';
import { runSuites } from '@socket-lab/kit/suites/run-suites';
import { readTopic } from '@socket-lab/kit/topic/read-topic';

/** How many programs one job of a topic launches, when everything passes. */
export async function countLaunches(topicDirectory: string, folder: string): Promise<number> {
  const topic = readTopic(topicDirectory);
  const stagedDirectory = join(folder, 'staged');
  const staged = await stagePrograms({ topic, sourceDirectory: join(topicDirectory, 'solution'), stagedDirectory });
  const { outcomes } = await runSuites({ topic, suites: 'all', ...staged, isolation: 'node' });
  return Object.values(outcomes).reduce((sum, { launches = 0 }) => sum + launches, 0);
}
