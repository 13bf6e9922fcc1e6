import { fileURLToPath } from 'node:url';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { expect, test } from 'vitest';
import { parseCourse } from '../class/course.ts';
import { type HandoutFile, packageFile } from './handout-file.ts';
import { rootFiles } from './root-files.ts';

const COURSE = fileURLToPath(new URL('../..', import.meta.url));
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
    progress: 'node packages/kit/commands/progress.js',
    ready: 'node packages/kit/commands/ready.ts',
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
  expect(reduced({ test: 'node test.ts', prove: 'node ../../grader/cli/prove.ts' })).toEqual({
    scripts: { test: 'node test.ts' },
    type: 'module',
  });
  expect(reduced({ unit: 'node ../../grader/cli/unit.ts' })).toEqual({ type: 'module' });
});

test('it says how much the course takes of a submission, and nothing else of course.yaml', () => {
  expect(packageOf().submissions).toEqual({ fileKiB: 64, totalMiB: 1 });
  expect(packageOf('submissions: { fileKiB: 32, archiveMiB: 8 }').submissions).toEqual({ fileKiB: 32, totalMiB: 1 });
});
