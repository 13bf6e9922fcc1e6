import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { testFolder } from '../text/fixtures/test-folder.ts';
import { parseYaml } from './parse-yaml.ts';
import { readTopic } from './read-topic.ts';
import { topicIds, topicMeant } from './topic-ids.ts';

const topicWith = (yaml: string | undefined): string =>
  join(testFolder(yaml === undefined ? {} : { 'echo-service/topic.yaml': yaml }), 'echo-service');

const GOOD = `title: Echo service
programs:
  server:
    title: the echo server
    transport: tcp
    ready: Starting up echo server on HOST port PORT
    gaps:
      1: create the server
`;

test('a topic', () => {
  expect(readTopic(topicWith(GOOD))).toMatchObject({
    id: 'echo-service',
    title: 'Echo service',
    programs: { server: { transport: 'tcp', gaps: { 1: 'create the server' } } },
  });
});

test.for([
  [
    undefined,
    'packages/echo-service/topic.yaml cannot be read (ENOENT). Every topic has one; copy that of another topic and change its words.',
  ],
  [
    'title: [',
    'packages/echo-service/topic.yaml:1: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  [GOOD.replace('transport: tcp', 'transport: ip'), 'packages/echo-service/topic.yaml:5: programs.server.transport: '],
  [GOOD.replace('HOST', 'host'), 'packages/echo-service/topic.yaml:6: programs.server.ready: the ready line needs'],
  [`${GOOD}colour: blue\n`, 'packages/echo-service/topic.yaml:1: the file: Unrecognized key: "colour"'],
  [GOOD.replace('1: create', 'one: create'), 'packages/echo-service/topic.yaml:'],
  [GOOD.replace('  server:', '  quiz:'), 'packages/echo-service/topic.yaml:3: programs: no program is called "quiz"'],
  [
    `${GOOD}forbids: { modules: [node:http], because: It. }\n`,
    'packages/echo-service/topic.yaml:9: forbids.modules.0: a module',
  ],
  [
    `${GOOD}forbids: { modules: [htpp], because: It. }\n`,
    'packages/echo-service/topic.yaml:9: forbids.modules.0: a module of Node',
  ],
  [`${GOOD}forbids: { globals: [fetch] }\n`, 'packages/echo-service/topic.yaml: forbids.because: '],
  ['title: Echo\nprograms: {}\n', 'packages/echo-service/topic.yaml:2: programs: a topic has at least one program'],
] as const)('a fault is one line with file, line and reason (%#)', ([yaml, message]) => {
  const directory = topicWith(yaml);
  expect(() => readTopic(directory)).toThrow(message);
});

test('what its programs do without', () => {
  const forbids = { modules: ['http'], globals: ['fetch'], because: 'It speaks HTTP itself.' };
  expect(readTopic(topicWith(`${GOOD}forbids: ${JSON.stringify(forbids)}\n`)).forbids).toEqual(forbids);
});

test('a draft', async () => expect(readTopic(topicWith(`${GOOD}draft: true\n`)).draft).toBe(true));

test.each([
  ['course.yaml', 'title: x\nlimits: { tmpMiB: 8 }\n', { tmpMiB: 8 }],
  ['course.yaml', 'title: x\n', undefined],
  ['package.json', '{\n\t"limits": { "tmpMiB": 8 }\n}\n', { tmpMiB: 8 }],
])('a topic has the limits of its course: %s (%#)', (file, text, limits) => {
  const [course, topic] = courseWith(file, text);
  expect(readTopic(topic).courseLimits).toEqual(limits);
  expect(readTopic(topic, { tmpMiB: 9 }).courseLimits).toEqual({ tmpMiB: 9 });
  expect(readTopic(`${course}/packages/../packages/echo-service`).courseLimits).toEqual(limits);
});

test.each([
  [
    'course.yaml',
    'title: x\nlimits:\n  tmpMiB: 8 MiB\n',
    'course.yaml:3: limits.tmpMiB: write a whole number of MiB from 1',
  ],
  ['course.yaml', 'title: [', 'course.yaml:1: Flow sequence in block collection must be'],
  [
    'package.json',
    '{ "limits": { "tmpMiB": 0 } }',
    'package.json:1: limits.tmpMiB: write a whole number of MiB from 1',
  ],
])('a fault in the limits of the course is one line, too: %s (%#)', (file, text, message) => {
  const [, topic] = courseWith(file, text);
  expect(() => readTopic(topic)).toThrow(message);
});

function courseWith(file: string, text: string): [course: string, topic: string] {
  const course = testFolder({ [file]: text, 'packages/echo-service/topic.yaml': GOOD });
  return [course, join(course, 'packages', 'echo-service')];
}

describe('parseYaml', () => {
  it('gives the value, and the place of each part', () => {
    const yaml = parseYaml('title: Echo\nquestions:\n  - id: one\n  - id: two\n', 'quiz.yaml');
    expect(yaml.value).toEqual({ title: 'Echo', questions: [{ id: 'one' }, { id: 'two' }] });
    expect(yaml.fault).toBeUndefined();
    expect(yaml.place(['questions', 1, 'id'])).toBe('quiz.yaml:4');
    expect(yaml.place(['questions', 7])).toBe('quiz.yaml');
  });

  it('gives no value for an empty text', () => {
    expect(parseYaml('# nothing yet\n', 'answers.yaml').value).toBeUndefined();
  });

  it('says in one line where a text is no YAML', () => {
    expect(parseYaml('a: b\nc: [1, 2\n', 'answers.yaml').fault).toMatch(/^answers\.yaml:\d: [^\n]+$/);
    expect(parseYaml('a: 1\na: 2\n', 'answers.yaml').fault).toBe('answers.yaml:2: Map keys must be unique');
  });

  it('does not unfold aliases beyond measure', () => {
    const bomb = [
      'a: &a [x, x]',
      ...[...'bcdefghij'].map((key, i) => `${key}: &${key} [*${'abcdefghi'[i]}, *${'abcdefghi'[i]}]`),
    ];
    expect(parseYaml(bomb.join('\n'), 'answers.yaml').fault).toMatch(/^answers\.yaml: .*alias/);
  });
});

const IDS = ['echo-service', 'tcp-pair', 'udp-pair'];

test.each(['udp-pair', 'packages/udp-pair', './packages/udp-pair/', '.\\packages\\udp-pair\\'])('%s', (name) => {
  expect(topicMeant(name, IDS)).toBe('udp-pair');
});

test.each([
  ['ecko-service', 'There is no topic "ecko-service". Did you mean echo-service?'],
  ['homework', 'There is no topic "homework". There are: echo-service, tcp-pair, udp-pair.'],
  ['', 'There is no topic "". There are: echo-service, tcp-pair, udp-pair.'],
])('%j is none', (name, message) => expect(() => topicMeant(name, IDS)).toThrow(message));

test('in the order of the lessons, then by name; what has no topic.yaml is none', () => {
  const topics = { ten: 'lesson: 10\n', zero: 'title: Zero\n', two: 'title: Two\r\nlesson: 2 # early\r\n', also: '' };
  const files = Object.entries(topics).map(([id, text]) => [`packages/${id}/topic.yaml`, text]);
  const root = testFolder({ ...Object.fromEntries(files), 'packages/none/README.md': '', 'packages/README.md': '' });
  expect(topicIds(root)).toEqual(['two', 'ten', 'also', 'zero']);
});

test('the course begins with two datagrams', () => {
  const [first, second] = topicIds(fileURLToPath(new URL('../../..', import.meta.url)));
  expect([first, second]).toEqual(['udp-pair', 'tcp-pair']);
});
