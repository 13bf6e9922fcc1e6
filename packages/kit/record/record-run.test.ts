import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CheckDeclaration, Outcome, Status } from '../check/types.ts';
import { testFolder } from '../text/fixtures/test-folder.ts';
import type { Topic } from '../topic/topic.ts';
import { readRecord, sourceDigest } from './record-file.ts';
import { recordRun } from './record-run.ts';

const check = (title: string): CheckDeclaration => ({
  id: `server/${title}`,
  title,
  program: 'server',
  gap: 3,
  points: 5,
  hint: 'h',
  visibility: 'public',
});
const outcome = (status: Status): Outcome => ({
  status,
  durationMs: 1,
  launches: 1,
  failure: { message: 'Nothing came.' },
});

function topicWith(source = 'x\n'): Topic {
  const directory = join(testFolder({ 'packages/demo/src/server.ts': source }), 'packages', 'demo');
  return { id: 'demo', directory, title: 'Demo', programs: {} };
}

function run(topic: Topic, statuses: Record<string, Status>, isWhole = false): void {
  const checks = Object.keys(statuses).map(check);
  const outcomes = Object.fromEntries(checks.map(({ id, title }) => [id, outcome(statuses[title] as Status)]));
  recordRun({ topic, checks, outcomes, seed: 7, isWhole, at: new Date(0) });
}

const known = (topic: Topic) => readRecord(topic).checks;

test('what a run found out is read again', () => {
  const topic = topicWith();
  run(topic, { a: 'failed' });
  expect(known(topic)).toEqual({
    'server/a': {
      title: 'a',
      program: 'server',
      gap: 3,
      points: 5,
      status: 'failed',
      summary: 'Nothing came.',
      at: '1970-01-01T00:00:00.000Z',
      seed: 7,
      source: sourceDigest(topic, 'server'),
      failedInARow: 1,
    },
  });
});

test('failures in a row are counted, over runs of other checks, up to a run that does not fail', () => {
  const topic = topicWith();
  const inARow = () => known(topic)['server/a']?.failedInARow;
  run(topic, { a: 'failed' });
  run(topic, { b: 'passed' });
  run(topic, { a: 'failed' });
  expect(inARow()).toBe(2);
  run(topic, { a: 'error' });
  expect(inARow()).toBe(2); // the machine's fault is none of the program's
  run(topic, { a: 'todo' });
  expect(inARow()).toBe(0);
});

test('a run of all checks forgets those that are no more', () => {
  const topic = topicWith();
  run(topic, { a: 'passed', old: 'passed' });
  run(topic, { b: 'passed', a: 'passed' }, true);
  expect(Object.keys(known(topic))).toEqual(['server/b', 'server/a']);
});

const ONE = '{"title":"a","program":"server","points":1,"status":"passed","at":"","seed":1,"source":""';
test.each([
  '',
  '{',
  '[]',
  '{"schemaVersion":3,"checks":{}}',
  '{"schemaVersion":1,"checks":null}',
  `{"schemaVersion":1,"checks":{"server/a":${ONE}}}}`,
  `{"schemaVersion":1,"checks":{"server/a":${ONE},"failedInARow":0,"gap":"3"}}}`,
  `{"schemaVersion":1,"checks":{"server/a":${ONE.replace('passed', 'done')},"failedInARow":0}}}`,
])('a record that is %j is an empty one', (text) => {
  const topic = topicWith();
  run(topic, { a: 'passed' });
  writeFileSync(join(topic.directory, '..', '..', '.results', 'demo.json'), text);
  expect(known(topic)).toEqual({});
});

test('a record of the least that there is', () => {
  const topic = topicWith();
  run(topic, { a: 'passed' });
  const text = `{"schemaVersion":1,"checks":{"server/a":${ONE},"failedInARow":0}}}`;
  writeFileSync(join(topic.directory, '..', '..', '.results', 'demo.json'), text);
  expect(known(topic)).toMatchObject({ 'server/a': { title: 'a', status: 'passed' } });
});

test('a course that cannot be written to loses the memory, and nothing else', () => {
  const topic = topicWith();
  writeFileSync(join(topic.directory, '..', '..', '.results'), 'a file where the folder would be');
  run(topic, { a: 'passed' });
  expect(known(topic)).toEqual({});
});

test('line ends make no other source', () => {
  expect(sourceDigest(topicWith('a\r\nb\r\n'), 'server')).toBe(sourceDigest(topicWith('a\nb\n'), 'server'));
  expect(sourceDigest(topicWith(), 'client')).toBe('');
});
