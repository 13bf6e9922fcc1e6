import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { needsCommand } from '../interop/needs-command.ts';
import { everyProcess, familyOf, type ProcessEntry } from './fixtures/processes-of.ts';
import { NEVER_ENDS, SAYS_HELLO, TinyCourse } from './fixtures/tiny-course.ts';

const GRADE = fileURLToPath(new URL('fixtures/grade-main.ts', import.meta.url));
/** A student's program at work: as it stands in the job's folder, and in a sandbox. */
const PROGRAM = /\bnode\b.* \S*\/(?:staged\/\S+|app)\/src\/hello\.js/;
const PATIENCE = { timeout: 60_000, interval: 50 };

let course: TinyCourse;
let launcher: ChildProcess;
let printed: string;

/** Starts the command as pnpm does: a process called pnpm, a shell below it, the command below that. */
function start(level: string): void {
  course.write(
    'bin/pnpm',
    `const { spawn } = require('node:child_process');
     const [node, ...args] = process.argv.slice(2);
     const words = [node, ...args].map((word) => "'" + word + "'").join(' ');
     spawn('sh', ['-c', words + '; exit $?'], { stdio: 'inherit' }).on('exit', (code) => process.exit(code));`,
  );
  course.write('bin/package.json', '{ "type": "commonjs" }');
  printed = '';
  const flags = ['--concurrency', '3', '--sandbox', level];
  const args = [join(course.repository, 'bin/pnpm'), process.execPath, GRADE, course.repository, ...flags];
  launcher = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const add = (chunk: Buffer) => {
    printed += chunk;
  };
  launcher.stdout?.on('data', add);
  launcher.stderr?.on('data', add);
}

/** One job is done and kept, and the program of the other is at work. @returns every process of the run */
async function midRun(): Promise<ProcessEntry[]> {
  return vi.waitFor(() => {
    expect(printed).toContain('1/2 ana tiny');
    expect(readdirSync(join(course.repository, '.grade/cache')).filter((name) => /zst$/.test(name))).toHaveLength(1);
    const family = familyOf(launcher.pid ?? 0);
    expect(family.some(({ command }) => PROGRAM.test(command))).toBe(true);
    return family;
  }, PATIENCE);
}

function find(family: ProcessEntry[], what: RegExp): number {
  const found = family.find(({ command }) => what.test(command));
  if (!found) throw new Error(`no ${what} among ${family.map(({ command }) => command)}`);
  return found.pid;
}

async function expectNothingLeft(family: ProcessEntry[]): Promise<void> {
  const isOfTheRun = ({ pid, started, command, cwd }: ProcessEntry) =>
    family.some((seen) => seen.pid === pid && seen.started === started) ||
    command.includes(course.repository) ||
    cwd.startsWith(course.repository);
  await vi.waitFor(() => expect(everyProcess().filter(isOfTheRun)).toEqual([]), PATIENCE);
}

needsCommand('bwrap', 'setpriv');

const levels = process.platform === 'linux' ? ['node', 'bubblewrap'] : [];
describe.each(levels)('a run at level %s that is broken off leaves nothing', { timeout: 120_000 }, (level) => {
  beforeEach(() => {
    course = new TinyCourse();
    course.submit('ana', SAYS_HELLO);
    course.submit('ben', NEVER_ENDS);
    start(level);
  });
  afterEach(() => {
    launcher.kill('SIGKILL');
    course[Symbol.dispose]();
  });

  test.each([
    ['grade', /grade-main\.ts/],
    ['the package manager', /bin\/pnpm/],
    ['the shell between them', /^sh -c/],
  ])('by SIGKILL of %s; the same command goes on from there', async (_, what) => {
    const family = await midRun();
    process.kill(find(family, what), 'SIGKILL');
    await expectNothingLeft(family);
    course.submit('ben', `${SAYS_HELLO}// ben\n`);
    start(level);
    await once(launcher, 'close');
    expect(printed).toMatch(/2 jobs in [\d.]+ s, 1 of them from the cache\./);
  });

  test('by SIGKILL of turbo: the job is named', async () => {
    const family = await midRun();
    process.kill(find(family, /turbo run grade/), 'SIGKILL');
    expect((await once(launcher, 'close'))[0]).toBe(1);
    expect(printed).toMatch(/^error: ben tiny: The job ended without a result/m);
    await expectNothingLeft(family);
  });

  test('by SIGKILL of the job: it is named, and the others are done', async () => {
    const family = await midRun();
    process.kill(find(family, /job-main\.ts/), 'SIGKILL');
    expect((await once(launcher, 'close'))[0]).toBe(1);
    expect(printed).toMatch(/^error: ben tiny: /m);
    await expectNothingLeft(family);
  });

  test('by SIGKILL in the middle of writing: the next run takes the half file away, and nothing else', async () => {
    const family = await midRun();
    process.kill(find(family, /grade-main\.ts/), 'SIGKILL');
    await expectNothingLeft(family);
    const [dead, alive] = [find(family, /grade-main\.ts/), process.pid];
    course.write(`grades/gradebook.json.${dead}.tmp`, '{ "half');
    course.write(`grades/feedback/ana/tiny.md.${dead}.tmp`, '# half');
    course.write(`grades/gradebook.json.${alive}.tmp`, 'of another run');
    course.write('grades/notes.tmp', "the instructor's");
    course.submit('ben', SAYS_HELLO);
    start(level);
    await once(launcher, 'close');
    const left = readdirSync(join(course.repository, 'grades'), { recursive: true }).filter((name) =>
      /tmp$/.test(`${name}`),
    );
    expect(left.sort()).toEqual([`gradebook.json.${alive}.tmp`, 'notes.tmp']);
  });

  test('by Ctrl-C: it says how to go on', async () => {
    const family = await midRun();
    process.kill(find(family, /^\S*node \S*grade-main\.ts/), 'SIGINT');
    expect((await once(launcher, 'close'))[0]).toBe(130);
    expect(printed).toContain('Stopped. 1 of 2 jobs are done and kept; the same command goes on from there.\n');
    await expectNothingLeft(family);
  });
});
