import { join, resolve } from 'node:path';
import { WorkspaceBusy } from '../jobs/claim-workspace.ts';
import { TurboMissing } from '../jobs/find-turbo.ts';
import { watchLauncher } from '../jobs/watch-launcher.ts';
import { BadUsage } from './bad-usage.ts';
import { chooseIsolation } from './choose-isolation.ts';
import { closingReport, openingLine } from './class-report.ts';
import { type GradeArguments, parseGradeArguments, USAGE } from './grade-arguments.ts';
import { type GradedClass, gradeClass } from './grade-class.ts';
import { plainLine } from './plain-text.ts';
import { type Progress, showProgress } from './progress.ts';
import { shownPath } from './read-class.ts';
import { prepareOutput, writeReports } from './write-reports.ts';

/** Signals that break off a run, and the exit code of each: 128 and its number. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * The command `pnpm grade`.
 * @param cwd where the user is: relative paths count from there
 * @returns the exit code
 */
export async function gradeCommand(args: string[], repository: string, cwd: string): Promise<number> {
  try {
    const options = parseGradeArguments(args);
    if (!options.help) return await grade(options, repository, cwd);
    console.log(USAGE);
    return 0;
  } catch (error) {
    return failed(error as NodeJS.ErrnoException);
  }
}

function failed(error: NodeJS.ErrnoException): number {
  const isForTheUser = [BadUsage, WorkspaceBusy, TurboMissing].some((kind) => error instanceof kind);
  console.error(isForTheUser ? plainLine(error.message) : `error: ${plainLine(inWords(error))}`);
  if (!isForTheUser && error.code === undefined) console.error(error.stack); // a fault of ours; one of the system has a code
  return isForTheUser ? 2 : 1;
}

/** Of what the system refuses, a full disk is what an instructor can mend. */
function inWords({ code, message }: NodeJS.ErrnoException): string {
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return message;
  return `${message}. The disk is full: what was written before is whole. Make room; the same command goes on from there.`;
}

async function grade(options: GradeArguments, repository: string, cwd: string): Promise<number> {
  const { isolation, notice } = await chooseIsolation(options.sandbox, join(repository, '.grade', 'self-test.json'));
  if (notice !== undefined) console.error(plainLine(notice));
  const out = options.out === undefined ? join(repository, 'grades') : resolve(cwd, options.out);
  const begin = performance.now();
  const progress = showProgress(process.stdout, options.quiet);
  const breakOff = new AbortController();
  using _ = listenForTheEnd(breakOff);
  try {
    prepareOutput(out, shownPath(out, cwd));
    const graded = await gradeClass({
      ...options,
      ...placeOf(options, repository, cwd),
      repository,
      isolation,
      signal: breakOff.signal,
      onPlan(plan) {
        for (const notice of plan.notices) console.error(plainLine(notice));
        if (!options.quiet) console.log(plainLine(openingLine(plan)));
      },
      onProgress: progress.onProgress,
    });
    progress.stop();
    if (graded.book) writeReports(out, graded.book, graded.plan.course);
    report(graded, options, { out: shownPath(out, cwd), seconds: (performance.now() - begin) / 1000 });
    return graded.errors.length > 0 ? 1 : 0;
  } catch (error) {
    if (!breakOff.signal.aborted) throw error;
    return brokenOff(progress, breakOff.signal.reason);
  }
}

function placeOf({ submissions, roster }: GradeArguments, repository: string, cwd: string) {
  const place = {
    ...(submissions !== undefined && { submissions: resolve(cwd, submissions) }),
    ...(roster !== undefined && { roster: resolve(cwd, roster) }),
    cwd,
  };
  return submissions === undefined && roster === undefined
    ? { ...place, submissions: join(repository, 'examples', 'class') }
    : place;
}

/** Breaks off the run when a signal says so, or when the package manager that started it is gone. */
function listenForTheEnd(breakOff: AbortController): Disposable {
  const listening = new DisposableStack();
  for (const [signal, code] of Object.entries(SIGNALS)) {
    const listener = () => breakOff.abort(code);
    process.on(signal, listener);
    listening.defer(() => process.off(signal, listener));
  }
  listening.use(watchLauncher(() => breakOff.abort(1)));
  const ignore = () => {}; // whoever read what is printed has gone: the gradebook is written all the same
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ignore);
    listening.defer(() => stream.off('error', ignore));
  }
  return listening;
}

function report(graded: GradedClass, { quiet, shard }: GradeArguments, ending: { out: string; seconds: number }): void {
  const of = shard && `${shard.index}/${shard.count}`;
  if (!quiet) console.log(`\n${closingReport(graded, { ...ending, shard: of })}`);
  else if (graded.book) console.log(join(ending.out, 'gradebook.json'));
  for (const error of graded.errors) console.error(`error: ${plainLine(error)}`);
}

function brokenOff(progress: Progress, code: number): number {
  progress.stop();
  const done = progress.standing();
  const jobs = done.total === 0 ? 'No job was run' : `${done.finished} of ${done.total} jobs are done and kept`;
  console.error(`Stopped. ${jobs}; the same command goes on from there.`);
  return code;
}
