import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isRoot } from '@socket-lab/kit/confine/unprivileged';
import { SAYS_HELLO, type TinyCourse } from '../class/fixtures/tiny-course.ts';
import { type GradedClass, gradeUnder, type Running, type Under } from './grade-under.ts';

/** A right program that is there long enough to be hit. */
const SAYS_HELLO_LATER = 'setTimeout(() => console.log("hello"), 300);\n';
const TAKES_390_MIB =
  'const held = Buffer.alloc(390 * 2 ** 20, 1); setTimeout(() => console.log("hello", held.length), 300);\n';
const FULL_MARKS = 3;

/** Something that the machine does to a run. */
export interface Injection {
  /** How often in the long suite. */
  times: number;
  /** Not in the short one. */
  isLong?: boolean;
  /** Only root can do it. */
  asRoot?: boolean;
  /** What is handed in: a right program. */
  program?: string;
  /** `either`: a second try may have been right. */
  ends: 'right' | 'error' | 'either';
  /** What an error has to say. */
  says?: RegExp;
  under(course: TinyCourse, index: number): Injected | Promise<Injected>;
}

interface Injected extends Under {
  /** Whether it hit anything; it did when left out. */
  hasHit?(): boolean;
  /** Takes the fault away. */
  undo?(): void | Promise<void>;
  /** What it leaves is there until the run that follows. */
  isSweptLater?: boolean;
  /** Flags of the run that follows. */
  flagsAfter?: readonly string[];
}

/** What came of an injection: of each, what is not as it should be. */
export interface Fallout {
  hasHit: boolean;
  /** Marks of a right program that are less than full ones. */
  wrong: string[];
  /** An end that is not the injection's, or a later run that does not come to full marks. */
  broken: string[];
  /** Processes, and files in the temporary folder. */
  left: string[];
}

/** Injects a fault into the grading of a right program, then grades once more without it. */
export async function inject(course: TinyCourse, injection: Injection, index: number): Promise<Fallout> {
  const { program = SAYS_HELLO, ends, says = /(?:)/ } = injection;
  course.submit('ana', program);
  const {
    hasHit = () => true,
    undo,
    isSweptLater = false,
    flagsAfter = [],
    ...under
  } = await injection.under(course, index);
  let hit: GradedClass;
  try {
    hit = await gradeUnder(course, under);
  } finally {
    await undo?.();
  }
  const next = await gradeUnder(course, { flags: flagsAfter });
  const isRight = ({ code, marks }: GradedClass) => code === 0 && marks.get('ana') === FULL_MARKS;
  const isAsItShouldBe = isRight(hit) ? ends !== 'error' : ends !== 'right' && hit.code !== 0 && says.test(hit.printed);
  return {
    hasHit: hasHit(),
    wrong: [...wrongOf(hit), ...wrongOf(next)],
    broken: [
      ...(isAsItShouldBe || !hasHit() ? [] : [`exit code ${hit.code}, ${[...hit.marks.values()]}: ${hit.printed}`]),
      ...(isRight(next) ? [] : [`the run after it: exit code ${next.code}: ${next.printed}`]),
    ],
    left: [...(isSweptLater ? [] : hit.left), ...next.left],
  };
}

const wrongOf = ({ marks }: GradedClass): string[] =>
  [...marks].filter(([, mark]) => mark !== FULL_MARKS && mark !== 'error').map(([id, mark]) => `${id}: ${mark}`);

const OF = {
  grade: /grade-main\.ts/,
  turbo: /turbo run grade/,
  job: /job-main\.ts/,
  holder: /bwrap .*--info-fd/,
  runner: /runner-main\.ts/,
  sandbox: /bwrap .*--json-status-fd/,
  program: /^\/usr\/bin\/node .*\/app\/src\/hello/,
  launcher: /bin\/pnpm/,
  catalog: /catalog-main\.ts/,
} as const;
type Process = keyof typeof OF;

interface Aim {
  /** When this is seen … */
  at: Process;
  /** … and this has passed, in milliseconds … */
  afterMs?: number;
  /** … this gets the signal: what was seen, when left out. */
  hit?: Process;
  signal?: NodeJS.Signals;
  /** In milliseconds, what was stopped goes on. */
  goesOnAfterMs?: number;
}

/** Whether it was still there. */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** Hits the first that it sees. */
function aimed({ at, afterMs = 0, hit = at, signal = 'SIGKILL', goesOnAfterMs }: Aim) {
  let hasSeen = false;
  let hasHit = false;
  const strike = async (seen: Running, processes: Running[]) => {
    if (afterMs > 0) await delay(afterMs);
    const target = hit === at ? seen : processes.find(({ command }) => OF[hit].test(command));
    if (!target) return;
    hasHit ||= send(target.pid, signal);
    if (goesOnAfterMs === undefined) return;
    await delay(goesOnAfterMs);
    send(target.pid, 'SIGCONT');
  };
  return {
    hasHit: () => hasHit,
    meanwhile(processes: Running[]): void {
      const seen = processes.find(({ command }) => OF[at].test(command));
      if (hasSeen || !seen) return;
      hasSeen = true;
      void strike(seen, processes);
    },
  };
}

const killed = (at: Process): Injection => ({
  times: 3,
  ends: 'either',
  program: SAYS_HELLO_LATER,
  under: () => aimed({ at }),
});

/** In the first milliseconds of what is seen, each time a quarter of one later. */
const killedEarly = (at: Process, times: number, hit = at): Injection => ({
  times,
  isLong: true,
  ends: 'either',
  under: (_, index) => aimed({ at, hit, afterMs: index / 4 }),
});

const frozen = (at: Process, goesOnAfterMs = 3_000): Injection => ({
  times: 2,
  isLong: true,
  ends: 'either',
  program: SAYS_HELLO_LATER,
  under: () => aimed({ at, signal: 'SIGSTOP', goesOnAfterMs }),
});

/** For good: the run itself has to end it. */
const hangs = (at: Process, says: RegExp): Injection => ({
  times: 1,
  isLong: true,
  ends: 'error',
  says,
  program: SAYS_HELLO_LATER,
  under(course) {
    course.write('course.yaml', 'title: Tiny course\nlimits: { jobSeconds: 10 }\n');
    return aimed({ at, signal: 'SIGSTOP' });
  },
});

const limited = (says: RegExp, ...limits: string[]): Injection => ({
  times: 1,
  ends: 'error',
  says,
  under: () => ({ prefix: ['prlimit', ...limits, '--'] }),
});

/** As an ordinary user, whose processes and threads are counted all together (getrlimit(2)). */
const ofProcesses = (most: number): Injection => ({
  times: 1,
  isLong: true,
  asRoot: true,
  ends: 'either',
  under({ repository }) {
    execFileSync('chown', ['-R', `${USER}:${USER}`, repository]);
    const asUser = ['setpriv', `--reuid=${USER}`, `--regid=${USER}`, '--clear-groups', 'env', `HOME=${repository}`];
    return { prefix: [...asUser, 'prlimit', `--nproc=${most}`, '--'], flags: ['--concurrency', '1'] };
  },
});
const USER = 4_217; // nobody's, so that nothing else of it runs

const FULL = /no space left on device|ENOSPC/i;

/** A folder of which there is no more than that: `size=16k`, `nr_inodes=9`. */
const full = (folder: (course: TinyCourse) => string, most: (index: number) => string): Omit<Injection, 'times'> => ({
  asRoot: true,
  ends: 'error',
  under(course, index) {
    const path = folder(course);
    const script = 'mount -t tmpfs -o mode=1777,$2 tmpfs "$1"; shift 2; exec "$@"';
    return { prefix: ['unshare', '--mount', 'sh', '-c', script, 'sh', path, most(index)] };
  },
});
const temporaryOf = ({ repository }: TinyCourse): string => {
  mkdirSync(join(repository, 'temporary'), { recursive: true });
  return join(repository, 'temporary');
};

/** Runs in a memory cgroup of its own, of version 1. */
const inCgroupOf = (mib: number): Pick<Injection, 'asRoot' | 'under' | 'program'> => ({
  asRoot: true,
  program: TAKES_390_MIB,
  under() {
    const folder = `/sys/fs/cgroup/memory/socket-lab-${process.pid}`;
    mkdirSync(folder);
    writeFileSync(join(folder, 'memory.limit_in_bytes'), String(mib * 2 ** 20));
    const prefix = ['sh', '-c', `echo $$ >${folder}/cgroup.procs; exec "$@"`, 'sh'];
    return { prefix, undo: () => removeCgroup(folder) };
  },
});

/** The kernel removes it when the last process in it has gone. */
async function removeCgroup(folder: string): Promise<void> {
  for (let look = 0; look < 50 && existsSync(folder); look++) {
    try {
      rmdirSync(folder);
    } catch {
      await delay(100);
    }
  }
}

/** Edits what turbo has kept of a run. */
const cacheEdit = (edit: (bytes: Buffer, index: number) => Buffer): Injection => ({
  times: 4,
  isLong: true,
  ends: 'either',
  async under(course, index) {
    await gradeUnder(course);
    const cache = join(course.repository, '.grade/cache');
    for (const name of readdirSync(cache).filter((each) => each.endsWith('.zst'))) {
      writeFileSync(join(cache, name), edit(readFileSync(join(cache, name)), index));
    }
    return { flagsAfter: ['--force'] };
  },
});

const FUTURE = new Date('2040-01-01');

export const INJECTIONS: Record<string, Injection> = {
  'the program is killed': killed('program'),
  'its sandbox is killed': killed('sandbox'),
  'the runner is killed': killed('runner'),
  'the namespaces are killed': killed('holder'),
  'the job is killed': killed('job'),
  'turbo is killed': { ...killed('turbo'), isLong: true },
  'grade is killed': { ...killed('grade'), isLong: true },
  'grade is killed, and .grade deleted': {
    ...killed('grade'),
    ends: 'error',
    under: ({ repository }) => ({
      ...aimed({ at: 'sandbox', hit: 'grade' }),
      undo: () => rmSync(join(repository, '.grade'), { recursive: true }),
    }),
  },
  'all is killed at once, and .grade deleted': {
    times: 3,
    isLong: true,
    ends: 'error',
    program: SAYS_HELLO_LATER,
    under({ repository }) {
      let hasHit = false;
      return {
        hasHit: () => hasHit,
        meanwhile(processes) {
          if (hasHit || !processes.some(({ command }) => OF.program.test(command))) return;
          hasHit = true;
          for (const { pid } of processes) send(pid, 'SIGSTOP');
          for (const { pid } of processes) send(pid, 'SIGKILL');
        },
        async undo() {
          rmSync(join(repository, '.grade'), { recursive: true });
          await delay(2_500); // no lifeline is dead that is younger
        },
        isSweptLater: true,
      };
    },
  },
  'the launcher is killed before the isolation is chosen': {
    times: 8,
    ends: 'error',
    under(course, index) {
      rmSync(join(course.repository, '.grade'), { recursive: true });
      course.write('bin/pnpm', LAUNCHER);
      course.write('bin/package.json', '{ "type": "commonjs" }');
      const launcher = join(course.repository, 'bin/pnpm');
      return { ...aimed({ at: 'launcher', afterMs: 60 * index + 60 }), prefix: [process.execPath, launcher] };
    },
  },
  'the namespaces are killed in their first ms': killedEarly('holder', 24),
  'a sandbox is killed in its first ms': killedEarly('sandbox', 24),
  'the runner is killed when it has just begun a sandbox': killedEarly('sandbox', 16, 'runner'),
  'the job is killed when it has just begun namespaces': killedEarly('holder', 16, 'job'),
  'grade is killed when a job has just begun namespaces': killedEarly('holder', 12, 'grade'),
  'anything is killed at any time': {
    times: 20,
    isLong: true,
    ends: 'either',
    program: SAYS_HELLO_LATER,
    under: (_, index) => aimed({ at: KINDS[index % KINDS.length] ?? 'job', afterMs: Math.random() * 600 }),
  },
  'the program is frozen for a second': frozen('program', 1_000),
  'the runner is frozen for a while': frozen('runner'),
  'the job is frozen for a while': frozen('job'),
  'grade is frozen for a while': frozen('grade'),
  'the runner hangs': hangs('runner', /The job did not end within 70 s/),
  'the job hangs': hangs('job', /The job did not (begin within 120|end within 70) s/),
  'what lists the checks hangs': hangs('catalog', /Its checks could not be listed/),
  'no memory is left': { times: 2, ends: 'error', says: /oom_kill/, ...inCgroupOf(480) },
  'little memory is left': { times: 2, isLong: true, ends: 'either', ...inCgroupOf(650) },
  'the temporary folder is full': { times: 8, says: FULL, ...full(temporaryOf, (index) => `size=${16 + index}k`) },
  'the temporary folder takes few files': {
    times: 8,
    isLong: true,
    says: FULL,
    ...full(temporaryOf, (index) => `nr_inodes=${4 + index}`),
  },
  '.grade is full': {
    times: 6,
    isLong: true,
    ...full(
      ({ repository }) => join(repository, '.grade'),
      (index) => `size=${4 * 2 ** index}k`,
    ),
    ends: 'either',
  },
  'no more than 64 open files': limited(/ulimit -n/, '--nofile=64'),
  'no more than 20 open files': { ...limited(/too many open files/, '--nofile=20'), isLong: true },
  'files of 1 KiB at most': { ...limited(/ulimit -f|EFBIG/, '--fsize=1024'), isLong: true },
  'a second of processor time at most': { ...limited(/ulimit -t/, '--cpu=1:2'), isLong: true },
  'little address space': { ...limited(/ulimit -v/, '--as=20000000000'), isLong: true },
  ...Object.fromEntries(
    [20, 45, 100, 170, 200, 250].map((most) => [`${most} processes and threads at most`, ofProcesses(most)]),
  ),
  'another clock': {
    times: 1,
    isLong: true,
    asRoot: true,
    ends: 'right',
    under: () => ({ prefix: ['unshare', '--time', '--monotonic=99999999', '--boottime=99999999'] }),
  },
  'files of the future': {
    times: 1,
    isLong: true,
    ends: 'right',
    async under(course) {
      await gradeUnder(course);
      for (const entry of readdirSync(course.repository, { recursive: true, withFileTypes: true })) {
        if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), FUTURE, FUTURE);
      }
      course.submit('ana', `${SAYS_HELLO}// again\n`);
      return {};
    },
  },
  'a bit of the cache is flipped': cacheEdit((bytes, index) => {
    const at = Math.floor((bytes.length * (index + 1)) / 5);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    return bytes;
  }),
  'the cache is cut off': cacheEdit((bytes, index) => bytes.subarray(0, (bytes.length * index) / 4)),
};

const KINDS: Process[] = ['program', 'sandbox', 'runner', 'holder', 'job', 'turbo', 'grade'];

/** As pnpm does: a process of its name, a shell below it, the command below that. */
const LAUNCHER = `const { spawn } = require('node:child_process');
const words = process.argv.slice(2).map((word) => "'" + word + "'").join(' ');
spawn('sh', ['-c', words + '; exit $?'], { stdio: 'inherit' }).on('exit', (code) => process.exit(code));
`;

/** Those that can be done here. */
export function injectionsHere(isLong: boolean): Map<string, Injection> {
  const every = Object.entries(INJECTIONS).filter(([, each]) => (isLong || !each.isLong) && (isRoot() || !each.asRoot));
  return new Map(every);
}
