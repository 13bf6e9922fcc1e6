import { expect, test } from 'vitest';
import type { ChecksProgress, ExperimentsProgress, TopicProgress } from './course-progress.ts';
import { nextOfCourse } from './next-of-course.ts';

const NO_EXPERIMENT: ExperimentsProgress = { total: 9, predicted: 9, run: 9, explained: 9, next: null, fault: null };
const CHECKS: ChecksProgress = { score: 0, points: 9, passed: 0, failed: 0, todo: 1, skipped: 0, lastRun: '' };

/** A topic with something left, so many gaps filled, and the time of its last run. */
function topic(id: string, filled: number, lastRun?: string, more: Partial<TopicProgress> = {}): TopicProgress {
  return {
    id,
    title: id,
    gaps: { filled, total: 9, open: [] },
    checks: lastRun === undefined ? null : { ...CHECKS, lastRun },
    changedSince: [],
    neverRun: [],
    quiz: { questions: 5, answered: 0, faults: [] },
    next: { kind: 'fill', what: id, command: '' },
    ...more,
  };
}

test.each<[what: string, topics: TopicProgress[], next: string | undefined]>([
  ['the first, when nothing is begun', [topic('a', 0), topic('b', 0, '2026-11-23')], 'a'],
  ['what is begun', [topic('a', 0), topic('b', 1), topic('c', 0)], 'b'],
  [
    'what is begun with the quiz',
    [topic('a', 0), topic('b', 0, undefined, { quiz: { questions: 5, answered: 1, faults: [] } })],
    'b',
  ],
  ['where somebody was last', [topic('a', 1), topic('b', 1, '2026-11-21'), topic('c', 9, '2026-11-23')], 'c'],
  ['no topic that is done', [topic('a', 9, '2026-11-23', { next: null }), topic('b', 0)], 'b'],
  ['nothing', [topic('a', 9, '2026-11-23', { next: null })], undefined],
])('next is %s', (_, topics, next) => {
  expect(nextOfCourse({ topics, experiments: NO_EXPERIMENT })?.what).toBe(next);
});

test('then the experiments', () => {
  const experiments = { ...NO_EXPERIMENT, next: 4 };
  expect(nextOfCourse({ topics: [], experiments })).toEqual({
    kind: 'experiment',
    what: 'experiment 4 of 9: predict, run, explain',
    command: 'pnpm experiment 4',
  });
  const fault = 'experiments.yaml:1: it is no list. Mend it first; nothing in it was changed.';
  expect(nextOfCourse({ topics: [], experiments: { ...experiments, fault } })?.what).toBe(fault);
});
