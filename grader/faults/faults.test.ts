import { mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRoot } from '@socket-lab/kit/confine/unprivileged';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ProcessEntry } from '../class/fixtures/processes-of.ts';
import { SAYS_HELLO, TinyCourse } from '../class/fixtures/tiny-course.ts';
import { needsCommand } from '../interop/needs-command.ts';
import { gradeUnder, type Under } from './grade-under.ts';

/** It is right, and there long enough to be hit. */
const SAYS_HELLO_LATER = 'setTimeout(() => console.log("hello"), 300);\n';
const TAKES_390_MIB =
  'const held = Buffer.alloc(390 * 2 ** 20, 1); setTimeout(() => console.log("hello", held.length), 300);\n';
const BOUNDS = { timeout: 240_000 };

let course: TinyCourse;
beforeEach(() => {
  course = new TinyCourse();
});
afterEach(() => course[Symbol.dispose]());

needsCommand('bwrap', 'setpriv');

/** Whatever was done to the machine: what is known is right, nothing else is kept, and without it all is right. */
async function expectNothingWrong(under: Under, mustFail = true): Promise<string> {
  const { code, printed, marks, left } = await gradeUnder(course, under);
  const wrong = [...marks].filter(([, mark]) => mark !== 3 && mark !== 'error');
  expect({ wrong, left }, printed).toEqual({ wrong: [], left: [] });
  if (mustFail) expect(code, printed).not.toBe(0);
  const after = await gradeUnder(course);
  expect([after.code, [...after.marks.values()]], after.printed).toEqual([0, [3]]);
  return printed;
}

describe.runIf(process.platform === 'linux')('what the machine does is nobody’s mark', BOUNDS, () => {
  test.runIf(isRoot())('a program is killed for lack of memory', async ({ skip }) => {
    course.submit('ana', TAKES_390_MIB);
    const prefix = inCgroupOf(650);
    if (!prefix) return skip('no memory cgroup of version 1 can be made here');
    expect(await expectNothingWrong({ prefix })).toContain('oom_kill');
  });

  test.each([
    ['the program', /^\/usr\/bin\/node .*\/app\/src\/hello/],
    ['its sandbox', /bwrap .*--json-status-fd/],
    ['the runner', /runner-main\.ts/],
    ['the namespaces', /bwrap .*--info-fd/],
    ['the job', /job-main\.ts/],
  ])('%s is killed once', async (_, what) => {
    course.submit('ana', SAYS_HELLO_LATER);
    const killer = new Killer(what, course.repository);
    await expectNothingWrong({ meanwhile: (every) => killer.look(every) }, false);
    expect(killer.killed).toBe(true);
  });

  test.runIf(isRoot())('the temporary folder is full', async () => {
    course.submit('ana', SAYS_HELLO);
    const folder = mkdtempSync(join(tmpdir(), 'full '));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    // Room for the self-test, and not for what the compiler writes.
    const script = 'mount -t tmpfs -o mode=1777,size=16k tmpfs "$1"; shift; exec "$@"';
    const prefix = ['unshare', '--mount', 'sh', '-c', script, 'sh', folder];
    const printed = await expectNothingWrong({ prefix, env: { TMPDIR: folder } });
    expect(printed).toContain('no space left on device');
  });

  test.each([
    ['20 open files', ['--nofile=20']],
    ['32 open files', ['--nofile=32']],
    ['files of 1 KiB', ['--fsize=1024']],
  ])('no more than %s', async (_, limits) => {
    course.submit('ana', SAYS_HELLO);
    await expectNothingWrong({ prefix: ['prlimit', ...limits, '--'] });
  });
});

/** Kills the first that it sees: of this run, as far as the kernel tells. */
class Killer {
  killed = false;
  readonly #what: RegExp;
  readonly #repository: string;

  constructor(what: RegExp, repository: string) {
    this.#what = what;
    this.#repository = repository;
  }

  look(every: ProcessEntry[]): void {
    if (this.killed) return;
    const byPid = new Map(every.map((each) => [each.pid, each]));
    const isOfTheRun = (each: ProcessEntry | undefined): boolean =>
      each !== undefined && (each.command.includes(this.#repository) || isOfTheRun(byPid.get(each.parent)));
    const hit = every.find((each) => this.#what.test(each.command) && isOfTheRun(each));
    if (!hit) return;
    process.kill(hit.pid, 'SIGKILL');
    this.killed = true;
  }
}

/** What a command line begins with that runs in a memory cgroup of its own; `undefined` where none can be made. */
function inCgroupOf(mib: number): string[] | undefined {
  const folder = `/sys/fs/cgroup/memory/socket-lab-${process.pid}`;
  try {
    mkdirSync(folder);
    onTestFinished(() => rmdirSync(folder));
    writeFileSync(join(folder, 'memory.limit_in_bytes'), String(mib * 2 ** 20));
  } catch {
    return undefined;
  }
  return ['sh', '-c', `echo $$ >${folder}/cgroup.procs; exec "$@"`, 'sh'];
}
