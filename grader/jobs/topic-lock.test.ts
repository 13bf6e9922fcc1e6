import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { expect, test } from 'vitest';
import { TinyCourse } from '../class/fixtures/tiny-course.ts';
import { loadedOfKit } from '../handout/kit-files.ts';
import { decidesGrade, lockDigest, topicLock } from './topic-lock.ts';

const decides = (path: string) => {
  using course = new TinyCourse();
  const topic = readTopic(join(course.repository, 'packages/tiny'));
  const before = lockDigest(topicLock(topic, course.repository));
  course.write(path, '// another content\n');
  return lockDigest(topicLock(topic, course.repository)) !== before;
};

test.each([
  ['packages/tiny/tests/hello.test.ts', true],
  ['packages/tiny/tests/pieces.ts', true],
  ['packages/tiny/hidden/more.test.ts', true],
  ['packages/tiny/topic.yaml', true],
  ['packages/tiny/services.txt', true],
  ['pnpm-lock.yaml', true],
  ['packages/tiny/README.md', false],
  ['packages/tiny/quiz.yaml', false],
  ['packages/tiny/answers.yaml', false],
  ['packages/tiny/hidden/quiz-key.yaml', false],
  ['packages/tiny/src/hello.ts', false],
  ['packages/tiny/solution/hello.ts', false],
  ['packages/tiny/mutants/hello.diff', false],
  ['packages/tiny/variants/hello-loud.ts', false],
  ['packages/tiny/.DS_Store', false],
  ['packages/other/tests/other.test.ts', false],
])('%s: %s', (path, expected) => {
  expect(decides(path)).toBe(expected);
});

test('names the kit, the jobs, the toolchain and the platform, and no test of ours', () => {
  using course = new TinyCourse();
  const lock = topicLock(readTopic(join(course.repository, 'packages/tiny')), course.repository);
  expect(lock).toMatchObject({ node: process.version, platform: process.platform });
  const paths = Object.keys(lock);
  expect(paths).toContain('packages/kit/suites/run-suites.ts');
  expect(paths).toContain('grader/jobs/run-job.ts');
  expect(paths.filter((path) => /^packages\/kit\/commands\//.test(path))).toEqual([]);
  expect(paths.filter((path) => /^(grader|packages\/kit)\//.test(path) && path.includes('.test.'))).toEqual([]);
});

test('what decides nothing is loaded by no job and no suite', { timeout: 60_000 }, () => {
  const repository = join(import.meta.dirname, '..', '..');
  const paths = globSync(['grader/jobs/**/*.ts', 'packages/*/{tests,hidden}/*.ts'], { cwd: repository });
  const run = paths.filter((path) => path.startsWith('packages') || !path.includes('.test.'));
  const files = run.map((path) => ({ path, content: readFileSync(join(repository, path)) }));
  const loaded = loadedOfKit(repository, files);
  expect(loaded).toContain('packages/kit/suites/run-suites.ts');
  const ofCommands = loaded.filter((path) => !decidesGrade(path.slice('packages/kit/'.length)));
  expect(ofCommands).toEqual([]);
});
