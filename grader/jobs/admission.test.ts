import { expect, onTestFinished, test, vi } from 'vitest';
import { Admission, mostJobs } from './admission.ts';

const GIB = 1024 ** 3;

test.each([
  ['three a core', 2, 24, 6],
  ['no more than there are GiB', 2, 4, 4],
  ['no fewer than cores', 8, 2, 8],
])('jobs at once: %s', (_, cores, gib, most) => expect(mostJobs(cores, gib * GIB)).toBe(most));

function admission(atOnce: number) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const machine = { idleCores: 0.7 };
  const door = new Admission(atOnce, () => machine.idleCores);
  const begun: string[] = [];
  const enter = (name: string) => door.enter(() => begun.push(name));
  return { machine, begun, enter };
}

test('as many as there are cores begin at once, in the order in which they ask', () => {
  const { machine, begun, enter } = admission(2);
  machine.idleCores = 0.3;
  const [leave] = ['ana', 'ben', 'carl', 'dora'].map(enter);
  vi.advanceTimersByTime(10_000);
  expect(begun).toEqual(['ana', 'ben']);
  leave?.();
  leave?.(); // it has ended, and its socket is closed
  expect(begun).toEqual(['ana', 'ben', 'carl']);
});

test('more begin while the machine has room, one at a look', () => {
  const { machine, begun, enter } = admission(1);
  for (const name of ['ana', 'ben', 'carl', 'dora']) enter(name);
  vi.advanceTimersByTime(250);
  expect(begun).toEqual(['ana', 'ben']);
  machine.idleCores = 0.3;
  vi.advanceTimersByTime(1_500);
  expect(begun).toEqual(['ana', 'ben']);
  machine.idleCores = 1;
  vi.advanceTimersByTime(500);
  expect(begun).toEqual(['ana', 'ben', 'carl', 'dora']);
});

test('a job that ends before it may begin leaves its place to the next', () => {
  const { begun, enter } = admission(1);
  const [leave, give] = ['ana', 'ben', 'carl'].map(enter);
  give?.();
  leave?.();
  expect(begun).toEqual(['ana', 'carl']);
  expect(vi.getTimerCount()).toBe(0);
});
