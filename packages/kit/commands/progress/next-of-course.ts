import type { CourseProgress, ExperimentsProgress, NextStep, TopicProgress } from './course-progress.ts';

/**
 * What to do next in the whole course: where the student was last, else in a topic that is begun, else in the next one;
 * then the experiments.
 */
export function nextOfCourse({ topics, experiments }: Pick<CourseProgress, 'topics' | 'experiments'>): NextStep | null {
  const left = topics.filter(({ next }) => next !== null);
  const begun = left.filter(isBegun).sort((a, b) => lastRun(b).localeCompare(lastRun(a)));
  return (begun[0] ?? left[0])?.next ?? nextExperiment(experiments);
}

/** An untouched starter that was run once, to see what there is to do, is not. */
function isBegun({ gaps, quiz }: TopicProgress): boolean {
  return gaps.filled > 0 || (quiz?.answered ?? 0) > 0;
}

function lastRun({ checks }: TopicProgress): string {
  return checks?.lastRun ?? '';
}

function nextExperiment({ next, total, fault }: ExperimentsProgress): NextStep | null {
  if (fault !== null) return { kind: 'experiment', what: fault, command: 'pnpm experiment' };
  if (next === null) return null;
  return {
    kind: 'experiment',
    what: `experiment ${next} of ${total}: predict, run, explain`,
    command: `pnpm experiment ${next}`,
  };
}
