import { parseArgs } from 'node:util';
import { BadUsage } from './bad-usage.ts';
import { SANDBOXES, type Sandbox } from './choose-isolation.ts';
import { parseShard, type Shard } from './shard.ts';

export const USAGE = `Usage: pnpm grade [flags]

Runs the public and hidden suites over a class and writes the gradebook. What has not changed since the last run
replays from the cache.

  --submissions DIR   a folder or an archive for each student, and roster.csv       (examples/class)
  --roster FILE       the class list: id,name,email,source,github                   (DIR/roster.csv)
  --topic T           only this topic; may be repeated
  --student ID        only this student; may be repeated
  --out DIR           where the gradebook and the feedback go                       (grades)
  --shard I/N         only the Ith of N parts of the jobs; no gradebook
  --concurrency N     jobs at once                                                  (the machine's cores)
  --sandbox LEVEL     auto, bubblewrap, node or none                                (auto)
  --force             run every job, cached or not
  --quiet             print only what went wrong, and where the gradebook is
  --help

A submission is a folder, a .zip or a .tar.gz called by the student's id, or what the roster's column source names: a
path, or a repository (https://host/owner/lab.git, with #branch or #commit).

Exit code: 0 every job has a result; 1 the grader failed on a job, which is named; 2 something asked for cannot be done.`;

/** The command line of `pnpm grade`; paths are as they were typed. */
export interface GradeArguments {
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
  help: boolean;
}

/** @throws BadUsage */
export function parseGradeArguments(args: string[]): GradeArguments {
  const {
    submissions,
    roster,
    topic = [],
    student = [],
    out,
    shard,
    concurrency,
    sandbox = 'auto',
    ...flags
  } = parse(args);
  return {
    ...(submissions !== undefined && { submissions: named('--submissions', submissions) }),
    ...(roster !== undefined && { roster: named('--roster', roster) }),
    topics: topic,
    students: student.map((id) => id.normalize('NFC')),
    ...(out !== undefined && { out: named('--out', out) }),
    ...(shard !== undefined && { shard: parseShard(shard) }),
    ...(concurrency !== undefined && { concurrency: parseCount(concurrency) }),
    sandbox: parseSandbox(sandbox),
    force: flags.force ?? false,
    quiet: flags.quiet ?? false,
    help: flags.help ?? false,
  };
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args: args[0] === '--' ? args.slice(1) : args, // as other package managers want it: "npm run grade -- --topic T"
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
        help: { type: 'boolean' },
      },
    });
    return values;
  } catch (error) {
    const [fault] = (error as Error).message.split('. ');
    throw new BadUsage(`${fault?.replace(/\.$/, '')}. "pnpm grade --help" lists the flags.`);
  }
}

function named(flag: string, path: string): string {
  if (path !== '') return path;
  throw new BadUsage(`${flag} names nothing. Write a path after it.`);
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new BadUsage(`--concurrency ${text} is no number of jobs. Write a whole number from 1 up.`);
}

function parseSandbox(text: string): Sandbox {
  const sandbox = SANDBOXES.find((each) => each === text);
  if (sandbox) return sandbox;
  throw new BadUsage(`--sandbox ${text} is no level. Write one of: ${SANDBOXES.join(', ')}.`);
}
