import { sep } from 'node:path';
import { Writable } from 'node:stream';
import { type CliOptions, type Reporter, startVitest, type TestCase } from 'vitest/node';
import { UsageError } from '../text/usage-error.ts';
import type { EndedTest } from './run-results.ts';
import {
  CONCURRENT_CHECKS,
  type Over,
  SUITE_ENDING,
  type SuitesToRun,
  suiteFolders,
  suitePaths,
} from './suites-thread.ts';

/** The same run in a vitest of its own, for flags that only all of vitest can follow: `--reporter=junit`. */
export async function runInVitest(run: SuitesToRun): Promise<Over> {
  expectUsablePath(run.topic.directory);
  const { exitCode } = process;
  // Only a reporter that the user has asked for has something to say; on a terminal vitest would hide the cursor all the same.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const vitest = await startVitest([], vitestOptions(run), {}, run.own.reporters ? {} : { stdout: silent });
  process.exitCode = exitCode; // vitest sets it when a check fails; here a failed check is a result
  const modules = vitest.state.getTestModules().map((module) => ({
    name: module.relativeModuleId,
    errors: module.errors().map(({ message }) => message),
    tests: [...module.children.allTests()].map(endedTest),
  }));
  const unhandledErrors = vitest.state.getUnhandledErrors().map((error) => String((error as Error).stack ?? error));
  await vitest.close();
  return { modules, unhandledErrors };
}

function endedTest(test: TestCase): EndedTest {
  const { state, errors = [] } = test.result();
  return { meta: test.meta(), isLeftOut: state === 'skipped', errors: errors.map(({ message }) => message) };
}

/** In one thread, one file after the other, the checks of a file concurrently. */
function vitestOptions({ topic, targets, suites, own, onEnded }: SuitesToRun): CliOptions {
  const reporter: Reporter = { onTestCaseResult: (test) => onEnded(endedTest(test)) };
  return {
    root: topic.directory,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    config: false,
    watch: false,
    // By pattern, and relative: in a path a bracket of the clone's folder, or a backslash, would be a part of the pattern.
    include: suiteFolders(suites).map((folder) => `${folder}/*${SUITE_ENDING}`),
    // One module graph, so that a check can wait for one of another file (`needs`).
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    fileParallelism: false,
    sequence: { sequencer: inTheOrderOf(suitePaths(topic, suites)) },
    maxConcurrency: CONCURRENT_CHECKS,
    passWithNoTests: true,
    ...own,
    provide: { targets: [...targets] },
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

/** How vitest names a file: with slashes on every system. */
export const moduleId = (path: string, separator = sep): string => path.replaceAll(separator, '/');
/** What vitest takes for a part of an address, or decodes: it then looks for the suites elsewhere. */
const UNUSABLE = /[#?*]|%[0-9a-f]{2}/i;

/** @throws UsageError when the suites of a topic cannot be run where it is */
function expectUsablePath(directory: string): void {
  const part = UNUSABLE.exec(directory)?.[0];
  if (part === undefined) return;
  throw new UsageError(
    `No check can run below a folder with "${part}" in its name: ${directory}. Move the course, or rename the folder.`,
  );
}
