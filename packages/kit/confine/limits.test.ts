import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, limitsOf } from './limits.ts';

test('what is written nearest to a program counts', () => {
  const topic = {
    courseLimits: { memoryMiB: 256, tmpMiB: 8 },
    limits: { memoryMiB: 600, jobSeconds: 90 },
    programs: { server: { limits: { memoryMiB: 1024 } }, client: {} },
  };
  expect(limitsOf(topic)).toEqual({ ...DEFAULT_LIMITS, tmpMiB: 8, memoryMiB: 600, jobSeconds: 90 });
  expect(limitsOf(topic, 'client').memoryMiB).toBe(600);
  expect(limitsOf(topic, 'server')).toMatchObject({ memoryMiB: 1024, jobSeconds: 90, threads: 96 });
});
