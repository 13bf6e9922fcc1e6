import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, test, vi } from 'vitest';
import benchCommand from './bench-command.ts';
import { type BenchReport, benchMarkdown, benchReport, benchTable, ROWS, type RowId, rowOf } from './bench-report.ts';
import { exponentOf, inTurn, measure, median, openAccount } from './timing.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const never = new AbortController().signal;
using probe = openAccount();
const hasGroups = probe.kind === 'cgroup';
const script = (code: string) => ({ args: ['-e', code], cwd: tmpdir() });
const BURN = 'for (let own = process.cpuUsage(); own.user + own.system < 1e6; own = process.cpuUsage());';
const LEAVE = `require('node:child_process').spawn('sleep', ['9999'], { detached: true, stdio: 'ignore' }).unref();`;

test('the exponent of growth', () => {
  const sizes = [10, 50, 200];
  expect(exponentOf(sizes.map((size) => [size, 3 * size]))).toBeCloseTo(1);
  expect(exponentOf(sizes.map((size) => [size, 0.1 * size ** 2]))).toBeCloseTo(2);
  expect(exponentOf(sizes.map((size) => [size, 7]))).toBeCloseTo(0);
});

test('the median', () => expect(median([9, 1, 5])).toBe(5));

test('what is compared runs in turn, and each figure is the median of its own', async () => {
  const ran: string[] = [];
  const step = (name: string, walls: number[]) => async () => {
    ran.push(name);
    return { wall: walls.shift() ?? 0, cpu: ran.length };
  };
  const costs = await inTurn(3, { a: step('a', [9, 1, 5]), b: step('b', [2, 8, 4]) });
  expect(ran.join('')).toBe('ababab');
  expect(costs).toEqual({ a: { wall: 5, cpu: 3 }, b: { wall: 4, cpu: 4 } });
});

test.runIf(probe.kind !== 'none')('what a command starts counts, by what it computes', async () => {
  const within = (code: string) =>
    script(`require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(code)}])`);
  const [burns, rests] = [await measure(within(BURN), never), await measure(within(''), never)];
  expect(burns.cpu).toBeGreaterThan(0.95);
  expect(burns.cpu).toBeGreaterThan(rests.cpu);
});

test('a command tells its first line and its memory, or how it failed', async () => {
  const isLine = vi.fn((said: string) => /^1\/2/m.test(said));
  const cost = await measure(script('console.log("one"); setTimeout(() => console.log("1/2 two"), 1)'), never, isLine);
  expect(isLine).toHaveLastReturnedWith(true);
  expect(cost.firstWall).toBeLessThanOrEqual(cost.wall);
  expect(cost.peakMiB).toBeGreaterThan(1);
  await expect(measure(script('console.log("no"); process.exit(3)'), never)).rejects.toThrow(/ended with 3:\nno/);
});

test.runIf(hasGroups)('what a command leaves running is ended, and counted', async () => {
  using account = openAccount();
  const [file = '', ...rest] = account.within([process.execPath, '-e', LEAVE]);
  await execa(file, rest);
  expect(await account.empty(0)).toBe(1);
  expect(await account.empty(0)).toBe(0);
});

test('a signal ends what is measured', async () => {
  const abort = new AbortController();
  const waits = script(`${hasGroups ? LEAVE : ''} console.log('up'); setInterval(() => {}, 9999)`);
  await expect(measure(waits, abort.signal, () => abort.abort(130) === undefined)).rejects.toBe(130);
});

const bench = (...args: string[]) =>
  execa(process.execPath, ['grader/main.ts', 'bench', ...args], { cwd: REPOSITORY, reject: false });

test('Ctrl-C leaves nothing behind', async () => {
  const run = bench('--only', 'student');
  run.stderr.on('data', (chunk) => String(chunk).includes('student …') && run.kill('SIGINT'));
  expect(await run).toMatchObject({ exitCode: 130, stdout: '' });
  expect(existsSync(join(REPOSITORY, '.grade', `bench-${run.pid}`))).toBe(false);
  const groups = ['/sys/fs/cgroup/cpuacct', '/sys/fs/cgroup'].filter(existsSync).flatMap((path) => readdirSync(path));
  expect(groups.filter((name) => name.startsWith(`socket-lab-bench-${run.pid}-`))).toEqual([]);
});

test('with --json - nothing else is on stdout', async () => {
  const { stdout } = await bench('--only', 'levels', '--json', '-');
  const { rows } = benchReport.parse(JSON.parse(stdout));
  expect(rows.map(({ id }) => id).slice(0, 2)).toEqual(['level-none', 'level-node']);
});

test.each([
  ['--students', '0'],
  ['--only', 'all'],
  ['--json', '-', '--markdown', '-'],
  ['--json', '.'],
  ['--json', '/dev/null'],
  ['--json', '/proc/bench.json'],
  ['--markdown', 'package.json/table.md'],
])('a bad flag has one line before anything is measured: %s %s', async (...args) => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  expect(await benchCommand.run(args, REPOSITORY, REPOSITORY)).toBe(2);
  expect(said.mock.calls.flat()).toEqual([expect.stringMatching(/^--[^\n]+$/)]);
  said.mockRestore();
});

const cost = { wall: 1234.5, cpu: 1234.5 };
const rows = Object.keys(ROWS).map((id) => {
  if (id === 'memory') return rowOf(id, { is: { MiB: 1234.5 } });
  const exponent = id === 'growth' ? { exponent: { wall: 1.25, cpu: 0.5 } } : {};
  return rowOf(id as RowId, { is: cost, against: { wall: 1234.5, cpu: 823 }, ...exponent });
});
const about = {
  schemaVersion: 2,
  node: 'v24.0.0',
  cores: 2,
  isolation: 'node',
  accounting: 'cgroup',
  students: 6,
} as const;
const report: BenchReport = { ...about, rows };

test('the table says of each figure what it is against, and whether its target is met, in 80 columns', () => {
  const lines = benchTable(report).split('\n');
  expect([lines[2], ...lines.slice(15, 17)].map((line) => line?.split(/ {2,}/))).toEqual([
    ['starter tested', '1234.5', '1234.5', 'bare vitest run', '1.00', '1.50 ≤ 1.5'],
    ['200 small jobs', '1234.5', '1234.5', '10 (exponent)', '1.25 > 1.05', '0.50'],
    ['14,000 jobs, MiB', '1234.5 > 400'],
  ]);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

test('the JSON has one shape, and no figure is missing', () => {
  expect(benchReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  const isTaken = (is: object) => benchReport.safeParse({ ...report, rows: [{ ...rows[0], is }] }).success;
  expect([cost, { wall: 1 }, { ...cost, wall: Number.NaN }].map(isTaken)).toEqual([true, false, false]);
});

test('README has the rows that the bench makes', () => {
  const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
  const section = /^## How long it takes\n(.*?)^## /ms.exec(readme)?.[1] ?? '';
  const anyFigure = (line: string) => line.replace(/\| [\d.]+( [≤>])?(?= [\d|])/g, '| #'); // its target stays
  const table = (text: string) => text.split('\n').flatMap((line) => (line.startsWith('|') ? [anyFigure(line)] : []));
  expect(table(section)).toEqual(table(benchMarkdown(report)));
});
