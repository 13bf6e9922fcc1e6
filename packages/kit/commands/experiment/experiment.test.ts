import { expect, test } from 'vitest';
import { columns } from '../../text/visible-text.ts';
import { listExperiments } from './experiment.ts';

const experiments = await listExperiments();

test('there are nine, in the order of their numbers', () => {
  expect(experiments.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test.each(experiments)('number $number is complete', ({ title, topics, roles, choices, answer, why, elsewhere }) => {
  expect(columns(title)).toBeLessThanOrEqual(60);
  expect(topics.length * roles.length * why.length * elsewhere.length).toBeGreaterThan(0);
  expect(Object.keys(choices)).toEqual(['a', 'b', 'c', 'd', 'e'].slice(0, Object.keys(choices).length));
  expect(choices).toHaveProperty(answer);
  expect(new Set(Object.values(choices)).size).toBe(Object.keys(choices).length);
});

test('the answers are not always the same letter', () => {
  expect(new Set(experiments.map(({ answer }) => answer)).size).toBeGreaterThanOrEqual(4);
});
