import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CliOptions, Reporter } from 'vitest/node';
import type { CheckTarget } from '../check/target.ts';
import { UsageError } from '../text/usage-error.ts';
import type { Topic } from '../topic/topic.ts';

const SUITE_RUNNER = fileURLToPath(new URL('suite-runner.ts', import.meta.url));
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
    experimental: { viteModuleRunner: false, nodeLoader: false },
    runner: SUITE_RUNNER,
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

const SUITE_ENDING = '.test.ts';
/** The folders of a topic that hold suites, in the order in which they run. */
const suiteFolders = (suites: 'public' | 'all'): string[] => (suites === 'public' ? ['tests'] : ['tests', 'hidden']);

/** The suites of a topic, absolute, public ones first: a hidden check may need a public one. */
function suitePaths(topic: Topic, suites: 'public' | 'all'): string[] {
  return suiteFolders(suites).flatMap((folder) => {
    const directory = join(topic.directory, folder);
    return suiteNames(directory).map((name) => join(directory, name));
  });
}

function suiteNames(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith(SUITE_ENDING))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** How vitest names a file: with slashes on every system. */
export const moduleId = (path: string, separator = sep): string => path.replaceAll(separator, '/');
/** What vitest takes for a part of an address, or decodes: it then looks for the suites elsewhere. */
const UNUSABLE = /[#?*]|%[0-9a-f]{2}/i;

/** @throws UsageError when the suites of a topic cannot be run where it is */
export function expectUsablePath(directory: string): void {
  const part = UNUSABLE.exec(directory)?.[0];
  if (part === undefined) return;
  throw new UsageError(
    `No check can run below a folder with "${part}" in its name: ${directory}. Move the course, or rename the folder.`,
  );
}
