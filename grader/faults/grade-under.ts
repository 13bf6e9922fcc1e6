import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { treeOf } from '@socket-lab/kit/confine/process-use';
import { execa } from 'execa';
import { everyProcess, type ProcessEntry } from '../class/fixtures/processes-of.ts';
import { TinyCourse } from '../class/fixtures/tiny-course.ts';
import type { Gradebook } from '../class/gradebook.ts';

const GRADE_MAIN = fileURLToPath(new URL('../class/fixtures/grade-main.ts', import.meta.url));
/** Longer than any run here may take, in milliseconds: that a run ends is the point of some faults. */
const PATIENCE_MS = 600_000;
/** What a run's processes and files may take to be gone after its end, in looks of a tenth of a second. */
const LOOKS = 80;

export interface Under {
  /** What the command line of the run begins with: `prlimit --nofile=32 --`. */
  prefix?: readonly string[];
  /** More flags of `pnpm grade`. */
  flags?: readonly string[];
  /** In a temporary folder that is there already. */
  temporary?: string;
  /** Called at every look at the processes of the run, which are some milliseconds apart. */
  meanwhile?: ((processes: Running[]) => void) | undefined;
}

export interface Running {
  pid: number;
  command: string;
}

export interface GradedClass {
  code: number | undefined;
  printed: string;
  /** By student: the score, or why there is none. None of a run that wrote no gradebook. */
  marks: Map<string, number | string>;
  /** What of the run was still there some seconds after its end: processes, and files in the temporary folder. */
  left: string[];
}

/** A class of a tiny topic, whose level of isolation is proven already. */
export function provenCourse(): TinyCourse {
  const course = new TinyCourse();
  chmodSync(course.repository, 0o755); // a job of root's reads it as another user
  mkdirSync(join(course.repository, '.grade'));
  if (proven) copyFileSync(proven, join(course.repository, PROVEN));
  return course;
}

const PROVEN = '.grade/self-test.json';
let proven: string | undefined;

/** Has the level proven once, for all courses from now on. @returns what forgets it */
export async function proveLevel(): Promise<Disposable> {
  const course = provenCourse();
  await gradeUnder(course);
  proven = join(course.repository, PROVEN);
  return course;
}

/** Grades a class as `pnpm grade` does, with something done to the machine. */
export async function gradeUnder({ repository }: TinyCourse, under: Under = {}): Promise<GradedClass> {
  const { prefix = [], flags = [], temporary = join(repository, 'temporary'), meanwhile } = under;
  mkdirSync(temporary, { recursive: true });
  chmodSync(temporary, 0o1777);
  const out = join(repository, 'grades');
  const command = [
    ...prefix,
    process.execPath,
    GRADE_MAIN,
    repository,
    '--sandbox',
    'bubblewrap',
    '--out',
    out,
    ...flags,
  ];
  const [file = '', ...args] = command;
  const run = execa(file, args, {
    env: { TMPDIR: temporary },
    all: true,
    reject: false,
    stdin: 'ignore',
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  const watching = meanwhile && watch(run.pid ?? 0, meanwhile);
  const ended = await run;
  await watching?.[Symbol.asyncDispose]();
  const left = await untilGone(repository, temporary);
  return { code: ended.exitCode, printed: ended.all ?? '', marks: read(out), left };
}

function watch(root: number, look: NonNullable<Under['meanwhile']>): AsyncDisposable {
  let isOver = false;
  const commands = new Map<number, string>();
  const watching = (async () => {
    for (; !isOver; await delay(2)) {
      const pids = treeOf(root);
      // A command line is another one after exec(3).
      for (const pid of pids) commands.set(pid, commandOf(pid) || (commands.get(pid) ?? ''));
      look(pids.map((pid) => ({ pid, command: commands.get(pid) ?? '' })));
    }
  })();
  return {
    async [Symbol.asyncDispose]() {
      isOver = true;
      await watching;
    },
  };
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // it has just ended
  }
}

/** What is still there when a moment has passed: processes may take some time to go. */
async function untilGone(repository: string, temporary: string): Promise<string[]> {
  for (let look = 1; ; look++) {
    const processes = everyProcess().filter((each) => isOf(each, repository));
    const left = [...processes.map(({ pid, command }) => `${pid} ${command}`), ...readdirSync(temporary)];
    if (left.length === 0 || look === LOOKS) return left;
    await delay(100);
  }
}

/** By what it was called with, where it is, or what it has mounted (proc_pid_mountinfo(5)). */
function isOf({ pid, command, cwd }: ProcessEntry, repository: string): boolean {
  if (command.includes(repository) || cwd.startsWith(repository)) return true;
  try {
    return readFileSync(`/proc/${pid}/mountinfo`, 'latin1').includes(mountName(repository));
  } catch {
    return false; // it has just ended
  }
}

/** The end of a path as mountinfo writes it; blanks stand as `\040` there. */
const mountName = (repository: string): string => repository.split(' ').at(-1) ?? repository;

function read(out: string): Map<string, number | string> {
  const marks = new Map<string, number | string>();
  for (const { id, topics } of readBook(out).students) {
    const { tiny } = topics;
    marks.set(id, tiny?.status === 'graded' ? (tiny.score ?? 0) : (tiny?.status ?? 'missing'));
  }
  return marks;
}

function readBook(out: string): Pick<Gradebook, 'students'> {
  try {
    return JSON.parse(readFileSync(join(out, 'gradebook.json'), 'utf8'));
  } catch {
    return { students: [] };
  }
}
