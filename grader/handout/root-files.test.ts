import { fileURLToPath } from 'node:url';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { expect, test } from 'vitest';
import { parseCourse } from '../class/course.ts';
import { rootFiles } from './root-files.ts';

const COURSE = fileURLToPath(new URL('../..', import.meta.url));
const topics = [readTopic(`${COURSE}/packages/udp-pair`)];

function packageOf(settings = '') {
  const files = rootFiles(COURSE, topics, parseCourse(`title: Lab\n${settings}`, 'course.yaml'));
  return JSON.parse(files.find(({ path }) => path === 'package.json')?.content.toString() ?? '');
}

test('package.json has the commands of students, and no others', () => {
  const { scripts } = packageOf();
  expect(scripts).toMatchObject({
    progress: 'node packages/kit/commands/progress.js',
    ready: 'node packages/kit/commands/ready.ts',
  });
  expect(Object.keys(scripts)).not.toContain('grade');
});

test('it says how much the course takes of a submission, and nothing else of course.yaml', () => {
  expect(packageOf().submissions).toEqual({ fileKiB: 64, totalMiB: 1 });
  expect(packageOf('submissions: { fileKiB: 32, archiveMiB: 8 }').submissions).toEqual({ fileKiB: 32, totalMiB: 1 });
});
