import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckTarget } from '../../../check/target.ts';
import { recordRun } from '../../../record/record-run.ts';
import { type StagedPrograms, stagePrograms } from '../../../submission/stage-programs.ts';
import type { OnOutcome, SuitesResult } from '../../../suites/run-results.ts';
import { drawSeed, targetsOf } from '../../../suites/run-suites.ts';
import { count } from '../../../text/phrases.ts';
import type { Topic } from '../../../topic/topic.ts';
import { failingForTheThirdTime, noCheckLeft } from '../run-and-tell.ts';
import type { TestFlags } from '../test-flags.ts';
import { firstFailed } from '../test-table.ts';
import type { Display } from './display/append-display.ts';
import { freshFirst, type LastResults, NOTHING_YET, withResults } from './last-results.ts';
import type { LiveSuites } from './live-suites.ts';
import type { Wanted } from './newest-wins.ts';

export type WatchOptions = { topic: Topic; flags: TestFlags; suites: LiveSuites; directory: string; display: Display };

/** The runs of one watch, one after the other, and what is known from them. */
export class WatchedRuns {
  readonly #options: WatchOptions;
  #last: LastResults = NOTHING_YET;
  #count = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** The programs that are watched: all of the topic, the one that was named, or those that have a check of the title. */
  get programs(): ReadonlySet<string> {
    const { topic, flags } = this.#options;
    if (flags.program !== undefined) return new Set([flags.program]);
    const { checks } = this.#last;
    return new Set(
      flags.title !== undefined && checks.length > 0
        ? checks.map(({ program }) => program)
        : Object.keys(topic.programs),
    );
  }

  /** To be wanted by who asks for the stronger hint of the failure that is shown; `undefined` when none is. */
  get hint(): Wanted | undefined {
    const failed = firstFailed(freshFirst(this.#last), this.#last.outcomes);
    return failed && { programs: new Set([failed.program]), hintFor: failed.id };
  }

  /** Returns whether it came to its end before the signal. @throws UsageError when there is no check to run */
  async run(wanted: Wanted, signal: AbortSignal): Promise<boolean> {
    const { topic, suites, display } = this.#options;
    const begin = wanted.saved?.at ?? performance.now();
    const occasion = this.#occasion(wanted);
    let done = 0;
    let failed = 0;
    const onOutcome: OnOutcome = (_check, { status }) => {
      if (status === 'failed') failed++;
      display.running(runningStatus(occasion, ++done, failed));
    };
    display.running(runningStatus(occasion, done, failed));
    const stagedDirectory = join(this.#options.directory, String(++this.#count));
    try {
      const staged = await stagePrograms({ topic, sourceDirectory: join(topic.directory, 'src'), stagedDirectory });
      const targets = this.#targets(wanted, staged);
      const results = await suites.run(targets, signal, onOutcome);
      if (!results) return false;
      if (wanted.hintFor === undefined) {
        this.#last = withResults(this.#last, results, staged.programs, Object.keys(topic.programs));
        this.#record(results);
      } else this.#last = withHint(this.#last, results);
      const seconds = (performance.now() - begin) / 1000;
      const part = wanted.hintFor === undefined ? 'beginning' : 'end';
      display.results(this.#last, doneStatus({ ...occasion, checks: done }, seconds, new Date()), part);
      return true;
    } finally {
      rmSync(stagedDirectory, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  /** A target for each program: they are found apart by that. */
  #targets({ programs, hintFor }: Wanted, staged: StagedPrograms): CheckTarget[] {
    const { topic, flags } = this.#options;
    const check = hintFor === undefined ? {} : { check: hintFor };
    return targetsOf({
      topic,
      isolation: 'node',
      submissions: new Map([...programs].map((program) => [program, { ...staged, program, ...check }])),
      ...(flags.title !== undefined && { title: flags.title }),
      seed: flags.seed ?? drawSeed(),
      strongerHints: flags.hint || hintFor !== undefined ? 'all' : failingForTheThirdTime(topic),
    });
  }

  #occasion({ programs, saved, hintFor }: Wanted): Occasion {
    const checks = this.#last.checks.filter(({ id }) => hintFor === undefined || id === hintFor);
    return {
      saved: [...(saved?.programs ?? [])].map((program) => `${program}.ts`),
      checks: checks.length === 0 ? undefined : checks.filter(({ program }) => programs.has(program)).length,
    };
  }

  #record(results: ReadonlyMap<string, SuitesResult>): void {
    const { topic, flags } = this.#options;
    if (this.#last.errors.length > 0) return;
    if (this.#last.checks.length === 0) throw noCheckLeft(topic, flags.title);
    const isWhole =
      results.size === Object.keys(topic.programs).length &&
      flags.title === undefined &&
      Object.keys(flags.vitest ?? {}).length === 0;
    const checks = [...results.values()].flatMap((result) => result.checks);
    const [{ seed = 0 } = {}] = results.values();
    recordRun({ topic, checks, outcomes: this.#last.outcomes, seed, isWhole });
  }
}

function withHint(last: LastResults, results: ReadonlyMap<string, SuitesResult>): LastResults {
  const outcomes = [...results.values()].map((result) => result.outcomes);
  return { ...last, outcomes: Object.assign({ ...last.outcomes }, ...outcomes) };
}

interface Occasion {
  /** The files that were saved; none when somebody asked for the run. */
  saved: readonly string[];
  /** How many checks it has; unknown before the first run. */
  checks: number | undefined;
}

export function runningStatus({ saved, checks }: Occasion, done: number, failed: number): string {
  const all = checks === undefined ? 'the checks' : count(checks, 'check');
  const soFar = `${done}${checks === undefined ? '' : ` of ${checks}`} done${failed === 0 ? '' : `, ${failed} failed`} …`;
  const what = `running ${all}${done === 0 ? ' …' : `: ${soFar}`}`;
  return saved.length === 0 ? what.replace(/^./, (first) => first.toUpperCase()) : `${listed(saved)} saved, ${what}`;
}

/** When it is over. @param seconds since the file was saved, or since somebody asked for the run */
export function doneStatus({ saved, checks = 0 }: Occasion, seconds: number, at: Date): string {
  const time = at.toTimeString().slice(0, 8);
  const checked = count(checks, 'check');
  const took = `${seconds.toFixed(1)} s`;
  if (saved.length === 0) return `${time}  ${checked} in ${took}`;
  return `${time}  ${listed(saved)} saved: ${checked}, the result ${took} after saving`;
}

const listed = (files: readonly string[]): string => (files.length < 3 ? files.join(' and ') : `${files.length} files`);
