import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Scene } from '@socket-lab/kit/check/session';
import { type StagedPrograms, stagePrograms } from '@socket-lab/kit/submission/stage-programs';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { afterAll, beforeAll } from 'vitest';

/**
 * The solutions of a topic, staged for the tests of this file as a class stages what students hand in.
 * @returns opens the scene of one program, on which `start` launches it
 */
export function stagedSolutions(topicId: string): (program: string) => Scene {
  const topic = readTopic(fileURLToPath(new URL(`../../packages/${topicId}`, import.meta.url)));
  let staged: StagedPrograms;
  beforeAll(async () => {
    const stagedDirectory = await mkdtemp(join(tmpdir(), `${topicId} ñ `));
    staged = await stagePrograms({ topic, sourceDirectory: join(topic.directory, 'solution'), stagedDirectory });
  }, 60_000);
  afterAll(() => rm(staged.stagedDirectory, { recursive: true }));
  return (program) =>
    new Scene({ name: '', topic, ...staged, isolation: 'node', debug: false, seed: 1 }, { id: program, program });
}
