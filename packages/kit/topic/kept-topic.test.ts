import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testFolder } from '../text/fixtures/test-folder.ts';
import { keptTopic } from './kept-topic.ts';
import { readTopic } from './read-topic.ts';

const YAML =
  'title: Pair\nprograms:\n  server:\n    title: a server\n    transport: tcp\n    gaps:\n      1: create it\n';

function course() {
  const folder = testFolder({ 'packages/pair/topic.yaml': YAML, 'package.json': '{"limits":{"memoryMiB":256}}' });
  const topic = join(folder, 'packages/pair');
  const kept = join(folder, 'node_modules/.cache/socket-lab/pair.json');
  return { folder, topic, kept };
}

test('what was read stays the same the second time, and is not read again', async () => {
  const { topic, kept } = course();
  const first = await keptTopic(topic);
  expect(first).toEqual(readTopic(topic));
  expect(first.courseLimits).toEqual({ memoryMiB: 256 });
  expect(await keptTopic(topic)).toEqual(first);
  writeFileSync(kept, readFileSync(kept, 'utf8').replace('"Pair"', '"Kept"'));
  expect(await keptTopic(topic)).toEqual({ ...first, title: 'Kept' });
});

test.for([
  ['packages/pair/topic.yaml', YAML.replace('Pair', 'Two')],
  ['package.json', '{"limits":{"memoryMiB":512}}'],
  ['course.yaml', 'title: Lab\n'],
  ['node_modules/.cache/socket-lab/pair.json', '{"decidedBy":'],
] as const)('%s has changed: it is read anew', async ([file, text]) => {
  const { folder, topic } = course();
  await keptTopic(topic);
  writeFileSync(join(folder, file), text);
  expect(await keptTopic(topic)).toEqual(readTopic(topic));
});

test('a fault is told each time, and not kept', async () => {
  const { folder, topic } = course();
  writeFileSync(join(topic, 'topic.yaml'), 'title: [');
  for (let time = 0; time < 2; time++) await expect(keptTopic(topic)).rejects.toThrow('packages/pair/topic.yaml:1: ');
  expect(readdirSync(folder)).not.toContain('node_modules');
});

test('a course that cannot be written to works as well', async () => {
  const { folder, topic } = course();
  writeFileSync(join(folder, 'node_modules'), ''); // as root, a mode would stop nobody
  chmodSync(folder, 0o555);
  expect(await keptTopic(topic)).toEqual(readTopic(topic));
  chmodSync(folder, 0o755);
});
