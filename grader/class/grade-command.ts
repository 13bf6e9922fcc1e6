import { join, resolve } from 'node:path';
import { command } from '@socket-lab/kit/commands/command';
import { plainLine } from '@socket-lab/kit/text/plain-text';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { requireTemporaryFolder } from '../jobs/temporary-folder.ts';
import { BreakOff } from './break-off.ts';
import { chooseIsolation, SANDBOXES, type Sandbox } from './choose-isolation.ts';
import { closingReport, openingLine } from './class-report.ts';
import { countOf } from './count-of.ts';
import { type GradedClass, gradeClass } from './grade-class.ts';
import { type Progress, showProgress } from './progress.ts';
import { shownPath } from './read-class.ts';
import { RemoteCache } from './remote-cache/remote-cache.ts';
import { readRemoteSettings } from './remote-cache/settings.ts';
import { parseShard, type Shard } from './shard.ts';
import { prepareOutput, writeReports } from './write-reports.ts';

const USAGE = `Usage: pnpm grade [flags]

Runs the public and hidden suites over a class and writes the gradebook. What has not changed since the last run
replays from the cache.

  --submissions DIR   a folder or an archive for each student, and roster.csv       (examples/class)
  --roster FILE       the class list: id,name,email,source,github                   (DIR/roster.csv)
  --topic T           only this topic; may be repeated
  --student ID        only this student; may be repeated
  --out DIR           where the gradebook and the feedback go                       (grades)
  --shard I/N         only the Ith of N parts of the jobs; no gradebook
  --concurrency N     jobs at once, at most                                         (three for each core)
  --sandbox LEVEL     auto, bubblewrap, node or none                                (auto)
  --force             run every job, cached or not
  --quiet             print only what went wrong, and where the gradebook is
  --help

A submission is a folder, a .zip or a .tar.gz called by the student's id, or what the roster's column source names: a
path, or a repository (https://host/owner/lab.git, with #branch or #commit).

Exit code: 0 every job has a result; 1 the grader failed on a job, which is named; 2 something asked for cannot be done.`;

const gradeCommand = command({
  name: 'grade',
  usage: USAGE,
  options: {
    submissions: { type: 'string' },
    roster: { type: 'string' },
    topic: { type: 'string', multiple: true },
    student: { type: 'string', multiple: true },
    out: { type: 'string' },
    shard: { type: 'string' },
    concurrency: { type: 'string' },
    sandbox: { type: 'string' },
    force: { type: 'boolean' },
    quiet: { type: 'boolean' },
  },
  run: ({ flags, courseDirectory, workingDirectory }): Promise<number> =>
    grade(requestOf(flags), courseDirectory, workingDirectory),
});
export default gradeCommand;

export interface GradeRequest {
  submissions?: string;
  roster?: string;
  topics: string[];
  students: string[];
  out?: string;
  shard?: Shard;
  concurrency?: number;
  sandbox: Sandbox;
  force: boolean;
  quiet: boolean;
}

export function requestOf(flags: ReturnType<typeof gradeCommand.parse>['flags']): GradeRequest {
  const { submissions, roster, topic = [], student = [], out, shard, concurrency, sandbox = 'auto' } = flags;
  return {
    ...(submissions !== undefined && { submissions: named('--submissions', submissions) }),
    ...(roster !== undefined && { roster: named('--roster', roster) }),
    topics: topic,
    students: student.map((id) => id.normalize('NFC')),
    ...(out !== undefined && { out: named('--out', out) }),
    ...(shard !== undefined && { shard: parseShard(shard) }),
    ...(concurrency !== undefined && { concurrency: countOf('--concurrency', concurrency, 'number of jobs') }),
    sandbox: parseSandbox(sandbox),
    force: flags.force ?? false,
    quiet: flags.quiet ?? false,
  };
}

function named(flag: string, path: string): string {
  if (path !== '') return path;
  throw new UsageError(`${flag} names nothing. Write a path after it.`);
}

function parseSandbox(text: string): Sandbox {
  const sandbox = SANDBOXES.find((each) => each === text);
  if (sandbox) return sandbox;
  throw new UsageError(`--sandbox ${text} is no level. Write one of: ${SANDBOXES.join(', ')}.`);
}

async function grade(options: GradeRequest, repository: string, cwd: string): Promise<number> {
  using breakOff = new BreakOff();
  const { signal } = breakOff;
  requireTemporaryFolder();
  await using remote = await openRemote(process.env);
  const out = options.out === undefined ? join(repository, 'grades') : resolve(cwd, options.out);
  const progress = showProgress(process.stdout, options.quiet);
  try {
    const proven = join(repository, '.grade', 'self-test.json');
    const { isolation, notice } = await chooseIsolation(options.sandbox, proven, { signal });
    if (notice !== undefined) console.error(plainLine(notice));
    const begin = performance.now();
    prepareOutput(out, shownPath(out, cwd));
    const graded = await gradeClass({
      ...options,
      ...placeOf(options, repository, cwd),
      repository,
      isolation,
      signal,
      onPlan(plan) {
        for (const notice of plan.notices) console.error(plainLine(notice));
        if (!options.quiet) console.log(plainLine(openingLine(plan)));
      },
      onProgress: progress.onProgress,
      report(book, plan) {
        progress.stop();
        return writeReports(out, book, plan);
      },
      remote,
    });
    progress.stop();
    report(graded, options, { out: shownPath(out, cwd), seconds: (performance.now() - begin) / 1000 });
    for (const line of remote?.notices() ?? []) console.error(plainLine(line));
    return graded.errors.length > 0 ? 1 : 0;
  } catch (error) {
    progress.stop();
    if (!signal.aborted) throw error;
    return brokenOff(progress, signal.reason);
  }
}

/** The remote cache that an environment names, when it is of use. @throws UsageError */
async function openRemote(env: NodeJS.ProcessEnv): Promise<RemoteCache | undefined> {
  const { settings, notice } = readRemoteSettings(env);
  if (notice !== undefined) console.error(plainLine(notice));
  return settings && RemoteCache.open(settings, (line) => console.error(plainLine(line)));
}

function placeOf({ submissions, roster }: GradeRequest, repository: string, cwd: string) {
  const place = {
    ...(submissions !== undefined && { submissions: resolve(cwd, submissions) }),
    ...(roster !== undefined && { roster: resolve(cwd, roster) }),
    cwd,
  };
  return submissions === undefined && roster === undefined
    ? { ...place, submissions: join(repository, 'examples', 'class') }
    : place;
}

function report(graded: GradedClass, { quiet, shard }: GradeRequest, ending: { out: string; seconds: number }): void {
  const of = shard && `${shard.index}/${shard.count}`;
  if (!quiet) console.log(`\n${closingReport(graded, { ...ending, shard: of })}`);
  else if (graded.summary) console.log(join(ending.out, 'gradebook.json'));
  if (graded.healed > 0) console.error(`Damaged results in the cache: ${graded.healed}. Their jobs ran again.`);
  for (const error of graded.errors) console.error(`error: ${plainLine(error)}`);
}

function brokenOff(progress: Progress, code: number): number {
  const done = progress.standing();
  const jobs = done.total === 0 ? 'No job was run' : `${done.finished} of ${done.total} jobs are done and kept`;
  console.error(`Stopped. ${jobs}; the same command goes on from there.`);
  return code;
}
