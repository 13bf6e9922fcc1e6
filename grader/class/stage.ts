import type { Topic } from '@socket-lab/kit/topic/topic';
import type { JobSpec } from '../jobs/run-jobs.ts';
import type { Student } from './class-list.ts';
import type { CollectedClass } from './collect/collect-class.ts';

/** A job for each topic of each student of which something was collected, student by student. */
export function stage(students: Student[], topics: Topic[], collected: CollectedClass): JobSpec[] {
  return students.flatMap(({ id }) =>
    topics.flatMap((topic) => {
      const found = collected.get(id)?.get(topic.id);
      if (found?.state !== 'collected') return [];
      return [{ id: jobId(id, topic.id), label: `${id} ${topic.id}`, topic, sources: found.files }];
    }),
  );
}

/** The job of a student's topic; no topic's name has a `/`, so no two are alike. */
export function jobId(student: string, topic: string): string {
  return `${student}/${topic}`;
}
