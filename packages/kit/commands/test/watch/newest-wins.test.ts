import { once } from 'node:events';
import { expect, test } from 'vitest';
import { NewestWins, type Wanted } from './newest-wins.ts';

const saved = (program: string, at: number): Wanted => ({
  programs: new Set([program]),
  saved: { programs: new Set([program]), at },
});

function stage() {
  const runs: { wanted: Wanted; end(): void }[] = [];
  const faults: unknown[] = [];
  const newest = new NewestWins(
    async (wanted, signal) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      runs.push({ wanted, end: resolve });
      await Promise.race([promise, once(signal, 'abort')]);
      return !signal.aborted;
    },
    (fault) => faults.push(fault),
  );
  return { runs, newest, faults };
}

const turn = () => new Promise(setImmediate);

test('one run after the other', async () => {
  const { runs, newest } = stage();
  newest.want(saved('one', 1));
  runs[0]?.end();
  await turn();
  expect(newest.isRunning).toBe(false);
  newest.want(saved('two', 2));
  expect(runs.map(({ wanted }) => wanted)).toEqual([saved('one', 1), saved('two', 2)]);
});

test('what is wanted meanwhile stops the run, and what that was about is run with the new', async () => {
  const { runs, newest } = stage();
  newest.want(saved('one', 1));
  newest.want(saved('two', 2));
  newest.want(saved('one', 3));
  await turn();
  expect(runs).toHaveLength(2);
  expect(runs[1]?.wanted).toEqual({
    programs: new Set(['one', 'two']),
    saved: { programs: new Set(['one', 'two']), at: 3 },
  });
});

test('a hint gives way to a run, and is not run again', async () => {
  const { runs, newest } = stage();
  newest.want({ programs: new Set(['one']), hintFor: 'one/x' });
  newest.want(saved('two', 1));
  await turn();
  expect(runs[1]?.wanted).toEqual(saved('two', 1));
});

test('a fault is heard', async () => {
  const faults: unknown[] = [];
  const newest = new NewestWins(
    async () => {
      throw new Error('no');
    },
    (fault) => faults.push(fault),
  );
  newest.want({ programs: new Set() });
  await turn();
  expect(faults).toEqual([new Error('no')]);
});
