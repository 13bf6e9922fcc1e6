import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { labelOf, runTasks, type TasksToRun } from './run-tasks.ts';

const TURBO = {
  envMode: 'strict',
  tasks: { '//#lint': {}, prove: { env: ['SOCKET_LAB_MACHINE'], passThroughEnv: ['SOCKET_LAB_FORCE'] } },
};
/** Its counts are in a file of its package. It prints its environment first, and fails as they say. */
const PROVE = `import { readFileSync } from 'node:fs';
const counts = readFileSync('counts.txt', 'utf8');
console.log('forced: ' + (process.env.SOCKET_LAB_FORCE ?? 'no') + ', secret: ' + (process.env.SECRET ?? 'no'));
console.log(counts);
process.exitCode = counts.includes(' 0 failed') ? 0 : 1;
`;

let course = '';
const write = (path: string, content: string | object) => {
  mkdirSync(dirname(join(course, path)), { recursive: true });
  writeFileSync(join(course, path), typeof content === 'string' ? content : JSON.stringify(content));
};

beforeEach(() => {
  course = mkdtempSync(join(tmpdir(), 'socket-lab pipeline '));
  const root = { name: 'course', private: true, packageManager: 'pnpm@12.0.0', scripts: { lint: 'node lint.js' } };
  write('package.json', root);
  write('pnpm-workspace.yaml', 'packages:\n  - packages/*\npmOnFail: ignore\nverifyDepsBeforeRun: false\n');
  write('pnpm-lock.yaml', "lockfileVersion: '9.0'\n");
  write('.gitignore', '.turbo/\n');
  write('turbo.json', TURBO);
  write('prove.mjs', PROVE);
  write('lint.js', '');
  for (const name of ['echo', 'pair']) {
    write(`packages/${name}/package.json`, { name, private: true, scripts: { prove: 'node ../../prove.mjs' } });
    write(`packages/${name}/counts.txt`, '3 passed, 0 failed, 0 skipped');
  }
});
afterEach(() => rmSync(course, { recursive: true, force: true }));

async function run(more: Partial<TasksToRun> = {}) {
  const told: string[] = [];
  const { signal } = new AbortController();
  const all = { courseDirectory: course, tasks: ['lint', 'prove'], filters: [], concurrency: 1, force: false, signal };
  const results = await runTasks(
    { ...all, machine: 'this', ...more },
    {
      began: (label) => told.push(label),
      ended: (result) => told.push(`${labelOf(result)}: ${Object.values(result.counts).join(' ')}`),
    },
  );
  const ran = results.filter(({ isReplayed }) => !isReplayed).map(labelOf);
  return { results, ran: ran.sort(), told: told.sort() };
}

test('counts come from the tasks, replayed or not; one without counts is one by its exit code', async () => {
  const first = await run();
  expect(first.ran).toEqual(['lint', 'prove echo', 'prove pair']);
  const counts = ['lint: 1 0 0', 'prove echo: 3 0 0', 'prove pair: 3 0 0'];
  expect(first.told).toEqual(['lint', counts[0], 'prove echo', counts[1], 'prove pair', counts[2]]);
  const second = await run();
  expect(second.ran).toEqual([]);
  expect(second.told).toEqual(counts);
});

test('what has changed runs, and nothing else', async () => {
  await run();
  write('packages/pair/lesson.md', '# Pairs\n');
  expect((await run({ tasks: ['prove'] })).ran).toEqual(['prove pair']);
  expect((await run({ tasks: ['prove'], machine: 'another' })).ran).toEqual(['prove echo', 'prove pair']);
});

test('a failure stops no other, is told with its output, and is not kept', async () => {
  write('packages/echo/counts.txt', '2 passed, 1 failed, 0 skipped');
  write('lint.js', 'console.log("no such rule"); process.exit(2)');
  const { results, told } = await run();
  expect(told.filter((line) => line.includes(':'))).toEqual(['lint: 0 1 0', 'prove echo: 2 1 0', 'prove pair: 3 0 0']);
  expect(results.find(({ task }) => task === 'lint')?.output).toContain('no such rule');
  expect((await run()).ran).toEqual(['lint', 'prove echo']);
});

test('by force all of it runs, and knows that; of the environment it gets what turbo.json names', async () => {
  vi.stubEnv('SECRET', 'token');
  await run();
  const { ran, results } = await run({ force: true, filters: ['echo'] });
  vi.unstubAllEnvs();
  expect(ran).toEqual(['prove echo']);
  expect(results[0]?.output).toContain('forced: 1, secret: no');
});

test('broken off: the tasks end, and the reason is thrown', async () => {
  write(
    'prove.mjs',
    "import { writeFileSync } from 'node:fs';\nwriteFileSync('pid', String(process.pid));\nsetInterval(() => {}, 1e6);\n",
  );
  const pidFile = join(course, 'packages/echo/pid');
  const breakOff = new AbortController();
  const running = run({ tasks: ['prove'], filters: ['echo'], signal: breakOff.signal });
  await vi.waitUntil(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '', { timeout: 50_000 });
  breakOff.abort(130);
  await expect(running).rejects.toBe(130);
  const pid = Number(readFileSync(pidFile, 'utf8'));
  await vi.waitUntil(() => !existsSync(`/proc/${pid}`), { timeout: 20_000 });
});

test('turbo’s own words where it cannot run them', async () => {
  await expect(run({ filters: ['ecko'] })).rejects.toThrow(/No package found with name 'ecko'/);
});
