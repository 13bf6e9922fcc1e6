import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_LIMITS, limitsOf } from '@socket-lab/kit/confine/limits';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { expect, onTestFinished, test } from 'vitest';
import { courseTopics, parseCourse } from '../class/course.ts';
import { parseJobLock } from '../jobs/job-lock.ts';
import { planJobs } from '../jobs/plan-jobs.ts';
import { type HandoutFile, packageFile } from './handout-file.ts';
import { rootFiles } from './root-files.ts';

const COURSE = fileURLToPath(new URL('../..', import.meta.url));
/** A plan writes nothing: the workspace need not be there. */
const PLAN = { workspace: '/workspace', isolation: 'node' } as const;
const topics = [readTopic(`${COURSE}/packages/udp-pair`)];

function packageOf(settings = '') {
  const files = rootFiles(COURSE, topics, parseCourse(`title: Lab\n${settings}`, 'course.yaml'));
  return JSON.parse(textOf(files, 'package.json'));
}

function textOf(files: HandoutFile[], name: string): string {
  return files.find(({ path }) => path === name)?.content.toString() ?? '';
}

test('package.json has the commands of students, and no others', () => {
  const { scripts } = packageOf();
  expect(scripts).toMatchObject({
    progress: 'node packages/kit/commands/main.js progress',
    ready: 'node packages/kit/commands/main.js ready',
  });
  expect(Object.keys(scripts)).not.toContain('grade');
});

test('turbo.json has the task of students, never replayed, and no other', () => {
  const files = rootFiles(COURSE, topics, parseCourse('title: Lab\n', 'course.yaml'));
  const { tasks, globalPassThroughEnv } = JSON.parse(textOf(files, 'turbo.json'));
  expect(tasks).toEqual({ test: { cache: false } });
  expect(globalPassThroughEnv).toContain('CI');
  expect(packageOf().devDependencies).toHaveProperty('turbo');
  expect(textOf(files, 'pnpm-lock.yaml')).toMatch(/^ {2}turbo@[\d.]+:$/m);
});

test('scripts of the grader stay; a package.json without others has none', () => {
  const reduced = (scripts: object) =>
    JSON.parse(packageFile('package.json', JSON.stringify({ scripts, type: 'module' })).content.toString());
  expect(reduced({ test: 'node test.ts', prove: 'node ../../grader/main.ts task prove' })).toEqual({
    scripts: { test: 'node test.ts' },
    type: 'module',
  });
  expect(reduced({ unit: 'node ../../grader/main.ts task unit' })).toEqual({ type: 'module' });
});

test('it says how much the course takes of a submission, its limits, and nothing else of course.yaml', () => {
  const { submissions, limits, ...others } = packageOf('limits: { cpuSeconds: 5 }\nfeedback: full\n');
  expect(limits).toEqual({ cpuSeconds: 5 });
  expect(Object.keys(others)).toEqual(Object.keys(packageOf()).filter((key) => key !== 'submissions'));
  expect(packageOf().submissions).toEqual({ fileKiB: 64, totalMiB: 1 });
  expect(packageOf('submissions: { fileKiB: 32, archiveMiB: 8 }').submissions).toEqual({ fileKiB: 32, totalMiB: 1 });
});

test('practice has the limits of marks: of the course, of the topic, of a program', () => {
  const settings = 'limits: { memoryMiB: 200, jobSeconds: 60, tmpMiB: 8 }\n';
  const topicYaml = `title: A pair
limits: { jobSeconds: 90, tmpMiB: 9 }
programs:
  server: { title: the server, transport: tcp, gaps: {}, limits: { tmpMiB: 10 } }
  client: { title: the client, transport: tcp, gaps: {} }
`;
  const [course, handout] = ['course.yaml', 'package.json'].map((file) => {
    const directory = mkdtempSync(join(tmpdir(), 'limits-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const topic = join(directory, 'packages', 'pair');
    mkdirSync(topic, { recursive: true });
    writeFileSync(join(topic, 'topic.yaml'), topicYaml);
    const text = file === 'course.yaml' ? `title: Lab\n${settings}` : JSON.stringify(packageOf(settings));
    writeFileSync(join(directory, file), text);
    return directory;
  });
  const [graded] = courseTopics(`${course}`, {});
  if (!graded || 'fault' in graded) throw new Error(graded?.fault);
  const {
    jobs: [job],
  } = planJobs([{ id: 'ana', label: 'ana', topic: graded.topic, sources: new Map() }], {
    ...PLAN,
    repository: `${course}`,
  });
  const inJob = readTopic(graded.topic.directory, parseJobLock(job?.lock ?? '').limits);
  const practice = readTopic(join(`${handout}`, 'packages', 'pair'));
  for (const topic of [graded.topic, inJob, practice]) {
    expect(limitsOf(topic)).toEqual({ ...DEFAULT_LIMITS, memoryMiB: 200, jobSeconds: 90, tmpMiB: 9 });
    expect(limitsOf(topic, 'client')).toEqual(limitsOf(topic));
    expect(limitsOf(topic, 'server')).toEqual({ ...limitsOf(topic), tmpMiB: 10 });
  }
});
