// The thread of one run of a topic's suites: the half of vitest that runs tests, without the half that looks for them, transforms
// and reports them. suites-thread.ts starts it, says what the checks are about, and hears of each as it ends.
import { flushCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { type RunnerTask, type RunnerTestFile, TestRunner, type WorkerGlobalState } from 'vitest';
// @ts-expect-error vitest 5.1 ships no types for it
import { Traces } from 'vitest/internal/traces';
import { runBaseTests, setupEnvironment } from 'vitest/worker';
import { type CheckTarget, setTargets } from '../check/target.ts';
import type { EndedModule, EndedTest } from './run-results.ts';

export interface ThreadTask {
  /** `collect`: the checks are only listed. */
  method: 'run' | 'collect';
  root: string;
  suites: readonly string[];
  /** Loads all that the suites need before it is told what they are about. */
  rehearses: boolean;
  /** Of `OF_RUNNER`. */
  flags: object;
}

export type ThreadMessage = 'ready' | { ended: EndedTest } | { modules: EndedModule[]; unhandledErrors: string[] };

const { method, root, suites, rehearses, flags } = workerData as ThreadTask;
const files: RunnerTestFile[] = [];
const unhandledErrors: string[] = [];
let failed = 0;
const OFF = { enabled: false };
const told = new Promise<CheckTarget[]>((resolve) => parentPort?.once('message', resolve));

export default class ThreadRunner extends TestRunner {
  /** By its own name, which Node's compile cache knows from the run before; vitest would add the time to it. */
  override async importFile(path: string): Promise<unknown> {
    await targetsGiven();
    return import(pathToFileURL(path).href);
  }

  override onAfterRunTask(test: Parameters<TestRunner['onAfterRunTask']>[0]): void {
    super.onAfterRunTask(test);
    if (test.result?.state === 'fail') failed++;
    tell({ ended: endedTest(test) });
  }
}

async function run(): Promise<void> {
  try {
    const state = workerState();
    const traces = new Traces({ enabled: false });
    await setupEnvironment(Object.assign(state.ctx, { traces }));
    await runBaseTests(method, state, traces);
  } catch (error) {
    noteFault(error);
  }
  flushCompileCache();
  tell({ modules: files.map(endedModule), unhandledErrors });
}

let given: Promise<void> | undefined;

/** Settles when this run has been told what it is about. Where it rehearses, all is loaded by then that its suites need. */
function targetsGiven(): Promise<void> {
  given ??= awaitTargets();
  return given;
}

async function awaitTargets(): Promise<void> {
  setTargets([]);
  if (rehearses) for (const suite of suites) await rehearse(suite);
  tell('ready');
  setTargets(await told);
}

const noteFault = (error: unknown) => void unhandledErrors.push(String((error as Error | undefined)?.stack ?? error));

/** Loads a suite while there is nothing to check, so that it declares nothing; it stays another module than the suite itself. */
async function rehearse(suite: string): Promise<void> {
  try {
    await import(`${pathToFileURL(suite).href}?rehearsal`);
  } catch {
    // the run will tell
  }
}

function tell(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

function endedModule(file: RunnerTestFile): EndedModule {
  const errors = (file.result?.errors ?? []).map(({ message }) => message);
  return { name: file.name, errors, tests: testsOf(file).map(endedTest) };
}

const testsOf = (task: RunnerTask): RunnerTask[] => (task.type === 'test' ? [task] : task.tasks.flatMap(testsOf));

function endedTest({ meta, mode, result }: RunnerTask): EndedTest {
  return {
    meta,
    isLeftOut: (result?.state ?? mode) === 'skip',
    errors: (result?.errors ?? []).map(({ message }) => message),
  };
}

/** What vitest's pool would give to a thread of its own (vitest 5.1, `WorkerExecuteContext`), as far as a run reads it. */
function workerState(): WorkerGlobalState {
  const config = {
    root,
    pool: 'threads',
    runner: import.meta.filename,
    ...{
      testTimeout: 0,
      hookTimeout: 0,
      sequence: { hooks: 'stack', seed: 0 },
      allowOnly: true,
      passWithNoTests: true,
    },
    ...{ setupFiles: [], snapshotSerializers: [], tags: [], strictTags: true, taskTitleValueFormatTruncate: 40 },
    ...{ coverage: OFF, benchmark: OFF, inspector: OFF, disableConsoleIntercept: true, isolate: false },
    ...{ expect: {}, env: {}, deps: {}, snapshotOptions: { updateSnapshot: 'none' } },
    experimental: { viteModuleRunner: true, importDurations: { limit: 0 } },
    ...flags,
  };
  const ignored = async () => {};
  const rpc = {
    ...{ onQueued: ignored, onTaskUpdate: ignored, onCancel: ignored, snapshotSaved: ignored },
    onCollected: async (collected: RunnerTestFile[]) => void files.push(...collected),
    onUnhandledError: async (error: unknown) => noteFault(error),
    getCountOfFailedTests: async () => failed,
    resolveSnapshotPath: async (suite: string) => `${suite}.snap`,
    // The one module that is asked for is the runner; all others are loaded by Node.
    resolve: ignored,
    fetch: async () => ({ externalize: import.meta.url, type: 'module' }),
  };
  const shared = { config, rpc, metaEnv: process.env, providedContext: {} };
  const environment = { name: 'node', options: null };
  return {
    ...shared,
    ctx: { ...shared, pool: 'threads', projectName: '', environment, files: suites.map((filepath) => ({ filepath })) },
    ...{ resolvingModules: new Set(), moduleExecutionInfo: new Map(), onCancel: () => () => {}, onCleanup: () => {} },
    durations: { environment: 0, prepare: 0, fetch: 0 },
  } as unknown as WorkerGlobalState;
}

void run(); // not awaited: the run imports this module, for its runner
