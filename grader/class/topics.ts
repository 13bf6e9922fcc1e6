import { join } from 'node:path';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { topicIds } from '@socket-lab/kit/topic/topic-ids';
import type { Course } from './course.ts';

/** A topic of the course that can be graded, or whose `topic.yaml` is broken and why. */
export type CourseTopic = { id: string; topic: Topic } | { id: string; fault: string };

/**
 * The topics of the course in its order: those that `course.yaml` lists, else every folder with a `topic.yaml` that is no
 * draft.
 */
export function courseTopics(repository: string, { topics }: Pick<Course, 'topics'>): CourseTopic[] {
  const packages = join(repository, 'packages');
  const every = (topics ?? topicIds(repository)).map((id): CourseTopic => {
    try {
      return { id, topic: readTopic(join(packages, id)) };
    } catch (error) {
      return { id, fault: (error as Error).message };
    }
  });
  return topics ? every : every.filter((each) => !('topic' in each && each.topic.draft));
}
