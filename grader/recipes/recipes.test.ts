import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRoot } from '@socket-lab/kit/confine/unprivileged';
import { freeTcpPort } from '@socket-lab/kit/program/free-port';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import root from '../../package.json' with { type: 'json' };
import { SAYS_HELLO, TinyCourse } from '../class/fixtures/tiny-course.ts';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { needsCommand } from '../interop/needs-command.ts';

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const RECIPES = ['grade.sbatch', 'grade-job.yaml'];
const GRADE = pathOf('../class/fixtures/grade-main.ts');
const TSC = pathOf('../../node_modules/typescript/bin/tsc');
const STUDENTS = ['ana', 'ben', 'eva', 'gus', 'ida'];

/** The course, and an environment in which `npx pnpm grade` is that command alone, at the level that works everywhere. */
function courseHere(): { course: TinyCourse; env: NodeJS.ProcessEnv } {
  const course = new TinyCourse();
  onTestFinished(() => course[Symbol.dispose]());
  for (const id of STUDENTS) course.write(`class/${id}/packages/tiny/src/hello.ts`, `${SAYS_HELLO}// ${id}\n`);
  course.write('class/roster.csv', `id\n${STUDENTS.join('\n')}\n`);
  const npx = join(temporaryFolder(), 'npx');
  const words = `$(printf '%s ' "$@" | sed 's/--sandbox bubblewrap/--sandbox none/')`;
  writeFileSync(npx, `#!/bin/sh\nshift 3\nexec '${process.execPath}' '${GRADE}' "$PWD" ${words}\n`);
  chmodSync(npx, 0o755);
  return { course, env: { ...process.env, PATH: `${join(npx, '..')}:${process.env.PATH}` } };
}

const gradedIn = (out: string): string[] => [...out.matchAll(/^\d+\/\d+ (\w+) tiny$/gm)].map(([, id = '']) => id);

test('the recipes name the pnpm of the course', () => {
  const names = RECIPES.flatMap((name) => readFileSync(pathOf(name), 'utf8').match(/pnpm@[\d.]+/g) ?? []);
  expect([...new Set(names)]).toEqual([root.packageManager]);
});

describe('the indexed Job of Kubernetes', () => {
  const job = parse(readFileSync(pathOf('grade-job.yaml'), 'utf8'));
  const typeErrors = (value: unknown): string => {
    const file = join(temporaryFolder(), 'job.ts');
    const type = `import('${pathOf('../node_modules/kubernetes-types/batch/v1')}').Job`;
    writeFileSync(file, `export const job: ${type} = ${JSON.stringify(value)};\n`);
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--ignoreConfig', '--types', ''];
    return spawnSync(process.execPath, [TSC, ...flags, file], { encoding: 'utf8' }).stdout;
  };

  test('is one by the types of its API', () => {
    expect(typeErrors(job)).toBe('');
    const misspelt = { ...job, spec: { ...job.spec, completionsMode: 'Indexed' } };
    expect(typeErrors(misspelt)).toContain("'\"completionsMode\"' does not exist in type 'JobSpec'");
  });

  test('grades every student on one of its pods', { timeout: 300_000 }, () => {
    const { course, env } = courseHere();
    const [{ command, args }] = job.spec.template.spec.containers;
    const graded = Array.from({ length: job.spec.completions }, (_, index) => {
      const pod = { ...env, JOB_COMPLETION_INDEX: `${index}` };
      const [shell, ...flags] = [...command, ...args];
      return gradedIn(spawnSync(shell, flags, { cwd: course.repository, env: pod, encoding: 'utf8' }).stdout);
    });
    expect(graded.flat().sort()).toEqual(STUDENTS);
    expect(job.spec.parallelism).toBe(job.spec.completions);
  });
});

describe.runIf(process.platform === 'linux' && isRoot())('the array of Slurm', () => {
  needsCommand('slurmctld', 'slurmd');

  /** A cluster of this machine alone, without the passwords of a real one (slurm.conf(5)). */
  async function startCluster(): Promise<string> {
    const folder = temporaryFolder();
    const file = join(folder, 'slurm.conf');
    const [controller, node] = [await freeTcpPort(), await freeTcpPort()];
    const settings = {
      ...{ ClusterName: 'course', SlurmctldHost: 'localhost(127.0.0.1)', SlurmUser: 'root', ReturnToService: 2 },
      ...{ SlurmctldPort: controller, SlurmdPort: node, AuthType: 'auth/none', CredType: 'cred/none' },
      ...{ StateSaveLocation: folder, SlurmdSpoolDir: folder, ProctrackType: 'proctrack/pgid' },
      ...{ SlurmctldPidFile: join(folder, 'controller'), SlurmdPidFile: join(folder, 'node') },
      ...{ TaskPlugin: 'task/none', SelectType: 'select/cons_tres' },
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name}="${value}"\n`);
    const nodes = 'NodeName=localhost NodeAddr=127.0.0.1 CPUs=2 RealMemory=4096 State=UNKNOWN\n';
    writeFileSync(file, `${lines.join('')}${nodes}PartitionName=all Nodes=ALL Default=YES State=UP\n`);
    for (const daemon of ['slurmctld', 'slurmd']) {
      const flags = daemon === 'slurmd' ? ['-N', 'localhost'] : [];
      const child = spawn(daemon, ['-D', '-f', file, ...flags], { stdio: 'ignore' });
      const ended = once(child, 'exit');
      onTestFinished(async () => {
        child.kill('SIGKILL');
        await ended;
      });
    }
    return file;
  }

  test('grades a part on each node, and the merge replays them', { timeout: 300_000 }, async () => {
    const { course, env } = courseHere();
    mkdirSync(join(course.repository, 'grader/recipes'), { recursive: true });
    copyFileSync(pathOf('grade.sbatch'), join(course.repository, 'grader/recipes/grade.sbatch'));
    const cluster = { ...env, SLURM_CONF: await startCluster() };
    const submit = async (name: string, ...words: string[]): Promise<string[]> => {
      const flags = ['--wait', '--mem=1G', '--output', `${name}-%a.txt`, ...words];
      const submitted = spawn('sbatch', flags, {
        cwd: course.repository,
        env: cluster,
        stdio: 'inherit',
        timeout: 120_000,
      });
      expect(await once(submitted, 'exit')).toEqual([0, null]);
      const parts = words.includes('--array=1-2') ? ['1', '2'] : ['4294967294']; // NO_VAL: it is no array
      return parts.map((part) => readFileSync(join(course.repository, `${name}-${part}.txt`), 'utf8'));
    };
    const parts = await submit('part', '--array=1-2', 'grader/recipes/grade.sbatch', 'class/roster.csv', '2');
    expect(parts.flatMap(gradedIn).sort()).toEqual(STUDENTS);
    const [merge] = await submit('merge', 'grader/recipes/grade.sbatch', 'class/roster.csv');
    expect(merge).toMatch(/^5 jobs in [\d.]+ s, 5 of them from the cache\.$/m);
  });
});

test('the page of recipes counts right', () => {
  const page = readFileSync(pathOf('README.md'), 'utf8').replaceAll(',', '');
  const number = (pattern: RegExp) => Number(pattern.exec(page)?.[1]);
  const [cost, used] = [number(/costs ([\d.]+) seconds of one core/), number(/(\d+) % of both/) / 100];
  const cpuOfClass = number(/\((\d+) for 65 jobs/);
  expect([cpuOfClass / 65, cpuOfClass / 2 / number(/it takes (\d+) s/)]).toEqual([
    expect.closeTo(cost, 1),
    expect.closeTo(used, 1),
  ]);
  const hours = (jobs: number) => (jobs * cost) / 3600;
  expect(number(/or ([\d.]+) hours/)).toBeCloseTo(hours(number(/is (\d+) jobs/)), 1);
  const rows = [...page.matchAll(/^\| (\d+) \| (\d+) \| ([\d.]+) \|$/gm)].map((row) => row.slice(1).map(Number));
  expect(rows.length).toBeGreaterThan(3);
  for (const [machines = 0, cores = 0, given] of rows) {
    expect(given).toBeCloseTo(hours(70_000) / machines / cores / used, 1);
  }
  expect(number(/(\d+) minutes on one machine/)).toBeCloseTo((hours(1000) * 60) / 2 / used, 0);
});
