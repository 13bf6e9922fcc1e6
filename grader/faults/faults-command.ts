import { command } from '@socket-lab/kit/commands/command';
import { nearest } from '@socket-lab/kit/text/nearest';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { BreakOff } from '../class/break-off.ts';
import { proveLevel, provenCourse } from './grade-under.ts';
import { type Fallout, type Injection, inject, injectionsHere } from './injections.ts';

const USAGE = `Usage: pnpm faults [--long] [name…]

Does to the grading of right programs what a machine can do: kills, freezes, full disks, limits, clocks, a damaged cache.
Each time a second run follows, without the fault. Level bubblewrap, Linux; some faults need root.
Exit code: 0 no mark was wrong, nothing was lost or left; 1 otherwise; 2 on bad usage.

  --long   each fault as often as it takes to be sure, which is half an hour in all   (the short ones, once)
  name…    only faults whose name has one of these words in it                        (all)
  --help`;

export default command({
  name: 'faults',
  usage: USAGE,
  options: { long: { type: 'boolean' } },
  words: 'many',
  async run({ flags: { long = false }, words }) {
    const injections = pick(injectionsHere(long), words);
    using breakOff = new BreakOff();
    using _ = await proveLevel();
    console.log(row(['fault', 'injected', 'hit', 'wrong', 'broken', 'left', 'seconds']));
    let isRight = true;
    for (const [name, injection] of injections) {
      if (breakOff.signal.aborted) return breakOff.signal.reason;
      isRight =
        (await injectAll(name, injection, { times: long ? injection.times : 1, signal: breakOff.signal })) && isRight;
    }
    return isRight ? 0 : 1;
  },
});

function pick(injections: Map<string, Injection>, words: string[]): Map<string, Injection> {
  const names = [...injections.keys()];
  const unknown = words.find((word) => !names.some((name) => name.includes(word)));
  if (unknown !== undefined) {
    const near = nearest(unknown, names);
    const hint = near === undefined ? `There are: ${names.join('; ')}` : `Did you mean "${near}"?`;
    throw new UsageError(`No fault here has "${unknown}" in its name. ${hint}`);
  }
  if (words.length === 0) return injections;
  return new Map([...injections].filter(([name]) => words.some((word) => name.includes(word))));
}

/** Prints a line for all, and before it one for each time that went wrong. @returns whether none did */
async function injectAll(
  name: string,
  injection: Injection,
  { times, signal }: { times: number; signal?: AbortSignal },
): Promise<boolean> {
  const begin = performance.now();
  const fallouts: Fallout[] = [];
  for (let index = 0; index < times && !signal?.aborted; index++) {
    using course = provenCourse();
    const fallout = await inject(course, injection, index);
    fallouts.push(fallout);
    for (const what of ['wrong', 'broken', 'left'] as const) {
      for (const words of fallout[what]) console.log(`  ${name}, time ${index + 1}, ${what}: ${words}`);
    }
  }
  const count = (is: (fallout: Fallout) => boolean) => fallouts.filter(is).length;
  const [wrong, broken, left] = (['wrong', 'broken', 'left'] as const).map((what) =>
    count((each) => each[what].length > 0),
  );
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  console.log(row([name, fallouts.length, count(({ hasHit }) => hasHit), wrong, broken, left, seconds]));
  return wrong === 0 && broken === 0 && left === 0;
}

const row = ([name, ...cells]: (string | number | undefined)[]): string =>
  `${`${name}`.padEnd(56)}${cells.map((cell) => `${cell}`.padStart(9)).join('')}`;
