import { expect, test } from 'vitest';
import { demoTopic } from '../judge/demo-topic.ts';
import { enrol } from './enrol.ts';

test('the solution, the starter, and a student for each mutant and variant with that one program', () => {
  const { facts, topic } = demoTopic();
  facts.mutants.push({ name: 'no-header', file: '', text: '', reading: { fault: '…' } });
  const students = enrol(facts, topic).map((job) => {
    if ('sourceDirectory' in job) return [job.id, job.program, job.sourceDirectory];
    return [job.id, job.program, [...job.sources].map(([file, content]) => `${file}: ${content}`).join()];
  });
  expect(students).toEqual([
    ['demo solution', undefined, '/course/packages/demo/solution'],
    ['demo starter', undefined, '/course/packages/demo/src'],
    ['demo mutant server/mute', 'server', 'server.ts: wrong server/mute'],
    ['demo mutant server/lenient', 'server', 'server.ts: wrong server/lenient'],
    ['demo mutant client/mute', 'client', 'client.ts: wrong client/mute'],
    ['demo variant server-class', 'server', 'server.ts: right server-class'],
  ]);
});
