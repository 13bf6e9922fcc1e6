import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { execa } from 'execa';
import { everyProcess, type ProcessEntry } from '../class/fixtures/processes-of.ts';
import type { TinyCourse } from '../class/fixtures/tiny-course.ts';
import type { Gradebook } from '../class/gradebook.ts';

const GRADE_MAIN = fileURLToPath(new URL('../class/fixtures/grade-main.ts', import.meta.url));
/** Longer than any run here may take, in milliseconds: what ends is the point of some. */
const PATIENCE_MS = 300_000;

export interface Under {
  /** What the command line of the run begins with: `prlimit --nofile=32 --`. */
  prefix?: readonly string[];
  env?: Record<string, string>;
  isolation?: Isolation;
  /** Called while the run goes on, again and again. */
  meanwhile?(every: ProcessEntry[]): void;
}

export interface GradedClass {
  code: number | undefined;
  printed: string;
  /** By student: the score, or why there is none. */
  marks: Map<string, number | string>;
  /** Every reason and message of a student's checks, to be read by people. */
  words: Map<string, string>;
  /** What of the run was still there some seconds after its end. */
  left: ProcessEntry[];
}

/** Grades a class as `pnpm grade` does, with something done to the machine. */
export async function gradeUnder({ repository }: TinyCourse, under: Under = {}): Promise<GradedClass> {
  const { prefix = [], env = {}, isolation = 'bubblewrap', meanwhile } = under;
  const out = join(repository, 'grades');
  const [file = '', ...args] = [...prefix, process.execPath, GRADE_MAIN, repository, '--sandbox', isolation];
  const seen = new Set<string>();
  const look = () => {
    const every = everyProcess();
    for (const each of every) if (isOf(each, repository)) seen.add(nameOf(each));
    meanwhile?.(every);
  };
  const timer = setInterval(look, meanwhile ? 5 : 200);
  const run = await execa(file, [...args, '--out', out], {
    env,
    all: true,
    reject: false,
    stdin: 'ignore',
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  clearInterval(timer);
  const left = await untilGone((each) => isOf(each, repository) || seen.has(nameOf(each)));
  return { code: run.exitCode, printed: run.all ?? '', ...read(out), left };
}

const nameOf = ({ pid, started }: ProcessEntry): string => `${pid} ${started}`;
const isOf = ({ command, cwd }: ProcessEntry, repository: string): boolean =>
  command.includes(repository) || cwd.startsWith(repository);

/** What is still there when a moment has passed: processes may take some time to go. */
async function untilGone(isOurs: (each: ProcessEntry) => boolean): Promise<ProcessEntry[]> {
  for (let patience = 0; ; patience++) {
    const left = everyProcess().filter(isOurs);
    if (left.length === 0 || patience === 50) return left;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function read(out: string): Pick<GradedClass, 'marks' | 'words'> {
  const { students } = readBook(out);
  const marks = new Map<string, number | string>();
  const words = new Map<string, string>();
  for (const { id, topics } of students) {
    const { tiny } = topics;
    marks.set(id, tiny?.status === 'graded' ? (tiny.score ?? 0) : (tiny?.status ?? 'missing'));
    words.set(id, JSON.stringify([tiny?.reason, tiny?.checks]));
  }
  return { marks, words };
}

function readBook(out: string): Pick<Gradebook, 'students'> {
  try {
    return JSON.parse(readFileSync(join(out, 'gradebook.json'), 'utf8'));
  } catch {
    return { students: [] };
  }
}
