import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { expect, onTestFinished, test } from 'vitest';
import { TinyCourse } from '../class/fixtures/tiny-course.ts';
import { readCatalogs } from './catalogs.ts';

test('lists the checks of a topic once for each lock, and says why it cannot', { timeout: 60_000 }, async () => {
  const course = new TinyCourse();
  onTestFinished(() => course[Symbol.dispose]());
  const { repository } = course;
  const topic = readTopic(join(repository, 'packages/tiny'));
  const compileCache = join(repository, '.grade/compile-cache');
  const read = (lock: string) => readCatalogs(new Map([[topic, lock]]), { repository, compileCache });
  const kept = () => readdirSync(join(repository, '.grade/catalogs'));
  const first = await read('a');
  expect(first.catalogs.get('tiny')?.map(({ id }) => id)).toEqual(['hello/ends-by-itself', 'hello/says-hello']);
  expect(first.faults.size).toBe(0);
  const compiled = () => readdirSync(compileCache, { recursive: true }).length;
  const before = compiled();
  await read('z');
  expect(compiled()).toBe(before); // what was compiled once serves every run
  await read('a');

  course.write('packages/tiny/hidden/hello.test.ts', 'this is no suite');
  expect(await read('a')).toEqual(first); // kept
  const broken = await read('b');
  expect(broken.catalogs.size).toBe(0);
  expect(broken.faults.get('tiny')).toMatch(/^The suites of tiny do not load: /);
  expect(kept()).toEqual(['tiny-a.json']);

  const file = join(repository, '.grade/catalogs/tiny-a.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"points": 2', '"points": 3')); // one bit
  expect((await read('a')).faults.get('tiny')).toMatch(/^The suites of tiny do not load: /);
});
