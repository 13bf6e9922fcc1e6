import { availableParallelism } from 'node:os';
import type { CliOptions, Reporter } from 'vitest/node';
import type { CheckTarget } from '../check/target.ts';
import type { Topic } from '../topic/topic.ts';
import { moduleId } from './module-id.ts';
import { SUITE_ENDING, suiteFolders, suitePaths } from './suite-paths.ts';

/** Checks wait more than they compute: so many of one suite run at a time. */
const CONCURRENT_CHECKS = Math.max(4, availableParallelism() * 3);

export interface SuitesToRun {
  topic: Topic;
  targets: CheckTarget[];
  suites: 'public' | 'all';
  reporter: Reporter;
  /** Flags of vitest's own, by which the user overrides ours. */
  own?: CliOptions;
}

/** How the suites of a topic run in vitest: in one thread, one file after the other, the checks of a file concurrently. */
export function vitestOptions({ topic, targets, suites, reporter, own = {} }: SuitesToRun): CliOptions {
  const files = suitePaths(topic, suites);
  return {
    root: topic.directory,
    config: false,
    watch: false,
    // By pattern, and relative: in a path a bracket of the clone's folder, or a backslash, would be a part of the pattern.
    include: suiteFolders(suites).map((folder) => `${folder}/*${SUITE_ENDING}`),
    // One module graph, so that a check can wait for one of another file (`needs`).
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    fileParallelism: false,
    sequence: { sequencer: inTheOrderOf(files) },
    maxConcurrency: targets.some(({ debug }) => debug) ? 1 : CONCURRENT_CHECKS,
    passWithNoTests: true,
    ...own,
    provide: { targets },
    reporters: [reporter, ...((own.reporters as Reporter[] | undefined) ?? [])],
  };
}

function inTheOrderOf(files: readonly string[]) {
  const places = files.map((file) => moduleId(file));
  return class {
    shard<T>(specifications: T[]): T[] {
      return specifications;
    }
    sort<T extends { moduleId: string }>(specifications: T[]): T[] {
      return specifications.toSorted((a, b) => places.indexOf(a.moduleId) - places.indexOf(b.moduleId));
    }
  };
}
