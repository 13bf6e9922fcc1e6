import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { topicIds } from './topic-ids.ts';
import { topicMeant } from './topics-named.ts';

const IDS = ['echo-service', 'tcp-pair', 'udp-pair'];

test.each(['udp-pair', 'packages/udp-pair', './packages/udp-pair/', '.\\packages\\udp-pair\\'])('%s', (name) => {
  expect(topicMeant(name, IDS)).toBe('udp-pair');
});

test.each([
  ['ecko-service', 'There is no topic "ecko-service". Did you mean echo-service?'],
  ['homework', 'There is no topic "homework". There are: echo-service, tcp-pair, udp-pair.'],
  ['', 'There is no topic "". There are: echo-service, tcp-pair, udp-pair.'],
])('%j is none', (name, message) => {
  expect(() => topicMeant(name, IDS)).toThrow(message);
});

test('in the order of the lessons, then by name; what has no topic.yaml is none', () => {
  const root = mkdtempSync(join(tmpdir(), 'topics '));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const topics = { ten: 'lesson: 10\n', zero: 'title: Zero\n', two: 'title: Two\r\nlesson: 2 # early\r\n', also: '' };
  for (const [id, text] of Object.entries(topics)) {
    mkdirSync(join(root, 'packages', id), { recursive: true });
    writeFileSync(join(root, 'packages', id, 'topic.yaml'), text);
  }
  mkdirSync(join(root, 'packages/none'));
  writeFileSync(join(root, 'packages/README.md'), '');
  expect(topicIds(root)).toEqual(['two', 'ten', 'also', 'zero']);
});

test('the course begins with two datagrams', () => {
  const [first, second] = topicIds(fileURLToPath(new URL('../../..', import.meta.url)));
  expect([first, second]).toEqual(['udp-pair', 'tcp-pair']);
});
