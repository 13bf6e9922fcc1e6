import { expect, test } from 'vitest';
import { demoTopic } from '../judge/demo-topic.ts';
import type { TopicFacts } from './topic-facts.ts';
import { folderFaults, pipelineFaults } from './topic-folder.ts';

test('the shape of a topic, with all that it may have', () => {
  const { facts, topic } = demoTopic();
  Object.assign(topic.programs.server ?? {}, { reads: ['services.txt'] });
  facts.files.push('services.txt', 'mutants/server-x.ts', 'mutants/server.diff', 'mutants/client.transcripts.md');
  facts.files.push('variants/client-y.ts');
  expect(folderFaults(facts)).toEqual([]);
});

const without = (file: string) => (facts: TopicFacts) => facts.files.splice(facts.files.indexOf(file), 1);
const withFile = (file: string) => (facts: TopicFacts) => facts.files.push(file);
const packageJson = (text: string) => (facts: TopicFacts) => Object.assign(facts, { packageJson: text });

test.each<[fault: string, breakIt: (facts: TopicFacts) => unknown]>([
  ['README.md is missing: the lesson.', without('README.md')],
  ['quiz.yaml is missing: the questions of the lesson.', without('quiz.yaml')],
  ['hidden/quiz-key.yaml is missing: the answers to quiz.yaml.', without('hidden/quiz-key.yaml')],
  ['solution/client.ts is missing: the client.', without('solution/client.ts')],
  ['tests/*.test.ts is missing: the public suite.', without('tests/demo.test.ts')],
  ['hidden/*.test.ts is missing: the hidden suite.', without('hidden/demo.test.ts')],
  ['notes.txt has no place in a topic. Move it or delete it.', withFile('notes.txt')],
  ['src/other.ts has no place in a topic. Move it or delete it.', withFile('src/other.ts')],
  ['src/deep/server.ts has no place in a topic. Move it or delete it.', withFile('src/deep/server.ts')],
  ['tests/wire.txt has no place in a topic. Move it or delete it.', withFile('tests/wire.txt')],
  ['mutants/sever.diff has no place in a topic. Move it or delete it.', withFile('mutants/sever.diff')],
  ['mutants/server-x.txt has no place in a topic. Move it or delete it.', withFile('mutants/server-x.txt')],
  ['package.json needs a name and scripts, in JSON.', packageJson('{')],
  [
    'package.json: the name is "demp". It has to be that of the folder, "demo".',
    packageJson('{"name":"demp","scripts":{"test":"…","a":"tsx src/server.ts","b":"tsx src/client.ts"}}'),
  ],
  [
    'package.json has no script "test". Copy that of another topic.',
    packageJson('{"name":"demo","scripts":{"a":"tsx src/server.ts","b":"tsx src/client.ts"}}'),
  ],
  [
    'package.json has no script that runs src/client.ts ("tsx src/client.ts").',
    packageJson('{"name":"demo","scripts":{"test":"…","a":"tsx src/server.ts"}}'),
  ],
])('%s', (fault, breakIt) => {
  const { facts } = demoTopic();
  breakIt(facts);
  expect(folderFaults(facts)).toEqual([`packages/demo/${fault}`]);
});

test('a topic.yaml that cannot be read is the only fault that is told', () => {
  const { facts } = demoTopic();
  facts.topic = { fault: 'packages/demo/topic.yaml:3: programs: wrong' };
  facts.files = ['stray'];
  expect(folderFaults(facts)).toEqual(['packages/demo/topic.yaml:3: programs: wrong']);
});

test('a topic that the pipeline would pass over', () => {
  const { facts } = demoTopic();
  const scripts = (text: string) => pipelineFaults({ ...facts, packageJson: `{"name":"demo","scripts":{${text}}}` });
  expect(scripts('"prove":"node prove.ts"')).toEqual([]);
  expect(scripts('"test":"…"')).toEqual([
    'packages/demo/package.json has no script "prove". Copy that of another topic.',
  ]);
});
