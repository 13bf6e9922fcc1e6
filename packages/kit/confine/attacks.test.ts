import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { textOf } from '../failure/message.ts';
import { Program, type ProgramOptions } from '../program/program.ts';
import type { Isolation } from './level.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { findPrlimit } from './prlimit.ts';
import { treeOf } from './process-use.ts';
import { CpuBudget } from './usage-watch.ts';

const HOSTILE = fileURLToPath(new URL('fixtures/hostile.js', import.meta.url));
const IS_LINUX = process.platform === 'linux';
/** Where the watch sees what a program uses: the sandbox too, on a machine that has one. */
const LEVELS: Isolation[] = [...(IS_LINUX ? ['node' as const] : []), ...(hasSandbox() ? ['bubblewrap' as const] : [])];

function hasSandbox(): boolean {
  const flags = ['--unshare-user', '--unshare-pid', '--ro-bind', '/', '/', '--proc', '/proc', 'true'];
  return IS_LINUX && spawnSync('bwrap', flags).status === 0;
}

interface Launch extends Partial<Omit<ProgramOptions, 'limits'>> {
  limits?: Partial<Limits>;
}

/** At level `node` when nothing else is said: what that level itself forbids is tried at `none`. */
function start(name: string, { limits, ...options }: Launch = {}): Program {
  const program = new Program({
    name: 'server',
    script: HOSTILE,
    directory: dirname(HOSTILE),
    args: [name],
    isolation: 'node',
    reads: [],
    workers: false,
    port: 0,
    transport: 'none',
    readyTemplate: undefined,
    limits: { ...DEFAULT_LIMITS, ...limits },
    ...options,
  });
  onTestFinished(() => program.stop());
  return program;
}

async function expectStopped(program: Program, what: string): Promise<void> {
  const ending = await program.ended;
  expect(textOf(program.exceeded?.what ?? '')).toBe(`more than ${what}`);
  expect(textOf(ending.stoppedAt ?? '')).toBe(`more than ${what}`);
  await expectGone([program.pid ?? 0]);
}

async function expectGone(pids: number[]): Promise<void> {
  await expect.poll(() => pids.filter((pid) => existsSync(`/proc/${pid}`)), { timeout: 5_000 }).toEqual([]);
}

const threads = { threads: 40, memoryMiB: 16_384 }; // by then a late watch finds much memory, too

describe.each(LEVELS)('at level %s, a program with too much', { timeout: 60_000 }, (isolation) => {
  test.each<[name: string, what: string, options: Launch]>([
    ['buffers', '200 MiB of memory', { limits: { memoryMiB: 200 } }],
    ['workers', '40 threads and processes', { limits: threads, workers: true }],
    ['computes', '1 s of processor time', { limits: { cpuSeconds: 1 }, budget: new CpuBudget() }],
    ['flood', '1 MiB of output', { limits: { outputMiB: 1 } }],
    ['prints-on-stderr', '1 MiB of output', { limits: { outputMiB: 1 } }],
  ])('%s: more than %s', async (name, what, options) => {
    await expectStopped(start(name, { isolation, ...options }), what);
  });
});

describe('a program with too much', { skip: !IS_LINUX, timeout: 60_000 }, () => {
  test.each(['children', 'zombies'])('%s: processes of its own, where nothing forbids them', async (name) => {
    await expectStopped(start(name, { isolation: 'none', limits: threads }), '40 threads and processes');
  });

  test('the same programs with higher limits go on', async () => {
    const program = start('children', { isolation: 'none', limits: { threads: 4096 } });
    await expect.poll(() => treeOf(program.pid ?? 0).length, { timeout: 30_000 }).toBeGreaterThan(60);
    expect(program.exceeded).toBeUndefined();
    const pids = treeOf(program.pid ?? 0);
    await program.stop();
    await expectGone(pids);
  });

  test('processor time is of all launches together, of those that have ended too', async () => {
    const budget = new CpuBudget();
    const limits = { cpuSeconds: 2 };
    const first = start('computes', { limits: { cpuSeconds: 1 }, budget });
    await first.ended;
    const second = start('computes', { limits, budget });
    const third = start('computes', { limits, budget });
    await Promise.all([second.ended, third.ended]);
    expect(budget.spentSeconds()).toBeGreaterThan(2);
    expect(budget.spentSeconds()).toBeLessThan(3.5);
  });
});

describe('a program in a sandbox, without the permissions of Node', { skip: !hasSandbox(), timeout: 60_000 }, () => {
  test('fills /tmp with empty files, and is stopped', async () => {
    const program = start('fills-inodes', { isolation: 'bubblewrap', workers: true });
    await expectStopped(program, '4,096 files in /tmp');
  });
});

describe('a program that will not end', { timeout: 30_000 }, () => {
  test.each([
    ['stops-itself', /stopping/, 'stdout'],
    ['ignores-signals', /ignoring/, 'stdout'],
    ['regex', /matching/, 'stdout'],
    ['closes-stdout', /closing/, 'stderr'],
  ] as const)('%s', async (name, line, stream) => {
    const program = start(name);
    await program.until(() => line.test(program[stream].text()));
    const began = performance.now();
    await program.stop();
    expect(performance.now() - began).toBeLessThan(5_000);
    await program.ended;
    if (IS_LINUX) await expectGone([program.pid ?? 0]);
  });

  test('leaves no process that has left its group, and does not wait for it', { skip: !IS_LINUX }, async () => {
    const program = start('daemon', { isolation: 'none' });
    const [, daemon] = await program.prints(/daemon (\d+)/, 'the pid of the daemon');
    await program.ended;
    await expectGone([Number(program.pid), Number(daemon)]);
  });
});

describe('a program ends by itself', { timeout: 30_000 }, () => {
  test('with RangeError, when it calls itself without end', async () => {
    const program = start('recursion');
    await program.exits(1);
    expect(program.stderr.text()).toContain('Maximum call stack size exceeded');
  });

  test('and leaves no core file', async () => {
    const before = readdirSync(dirname(HOSTILE));
    const program = start('aborts');
    const { signal } = await program.ended;
    expect(signal).toBe('SIGABRT');
    expect(readdirSync(dirname(HOSTILE))).toEqual(before);
  });

  test.each([
    [false, 'RangeError'],
    [true, 'allocated'],
  ])('that takes 2 GiB at once, with workers: %s', { skip: findPrlimit() === undefined }, async (workers, printed) => {
    const program = start('two-gibibytes', { workers });
    await program.exits(0);
    expect(program.stdout.text()).toContain(printed);
  });

  test.each(['sockets', 'listeners'])(
    '%s: with EMFILE at 1,024',
    { skip: findPrlimit() === undefined },
    async (name) => {
      const program = start(name);
      await program.exits(0);
      expect(program.stdout.text()).toContain('EMFILE');
    },
  );
});
