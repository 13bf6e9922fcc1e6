import { expect, test } from 'vitest';
import { overload, stalledMs, withinDeadline } from './deadline.ts';

test('an event in time gives its value', async () => {
  expect(await withinDeadline(Promise.resolve('came'), 10_000)).toBe('came');
});

test('an event that does not come gives undefined', async () => {
  expect(await withinDeadline(new Promise(() => {}), 100)).toBeUndefined();
});

test('an event that fails, fails', async () => {
  await expect(withinDeadline(Promise.reject(new Error('broke')), 10_000)).rejects.toThrow('broke');
});

test('a process that is held up itself takes nothing from the patience', async () => {
  const late = new Promise((resolve) => setTimeout(() => resolve('came'), 600));
  const waiting = withinDeadline(late, 500);
  const before = stalledMs();
  const end = performance.now() + 700;
  while (performance.now() < end); // the ticker cannot tick: the 700 ms count as one tick
  expect(await waiting).toBe('came');
  expect(stalledMs() - before).toBeGreaterThan(500);
});

test('overload is at least 1', () => {
  expect(overload()).toBeGreaterThanOrEqual(1);
});
