import { expect, test } from 'vitest';
import { changingVerdicts } from './changing-verdicts.ts';
import { demoTopic, outcome } from './demo-topic.ts';

test('runs that agree have nothing to say', () => {
  const { facts } = demoTopic();
  expect(changingVerdicts(facts, [demoTopic().evidence, demoTopic().evidence])).toEqual([]);
});

test('a verdict that changes is named with the runs that gave it', () => {
  const { facts, checks } = demoTopic();
  const runs = [demoTopic().evidence, demoTopic().evidence, demoTopic().evidence];
  runs[1]?.outcomes.set('variant server-class', outcome(checks, { 'client/asks': 'failed' }));
  runs[2]?.outcomes.set('mutant client/mute', { state: 'error', reason: 'killed' });
  expect(changingVerdicts(facts, runs)).toEqual([
    'demo mutant client/mute: "server/answers" is passed in run 1, 2; error in run 3.',
    'demo mutant client/mute: "server/refuses-flags" is passed in run 1, 2; error in run 3.',
    'demo mutant client/mute: "client/asks" is failed in run 1, 2; error in run 3.',
    'demo variant server-class: "client/asks" is passed in run 1, 3; failed in run 2.',
  ]);
});

test('a transcript that is worded another way is named; chance alone is not', () => {
  const { facts, checks } = demoTopic();
  const runs = ['127.0.0.1:40001 closed', '127.0.0.1:40002 closed', 'it closed'].map((message) => {
    const { evidence } = demoTopic();
    const failed = outcome(checks, { 'client/asks': 'failed' });
    if (failed.state === 'done') Object.assign(failed.result.checks['client/asks'] ?? {}, { failure: { message } });
    evidence.outcomes.set('mutant client/mute', failed);
    return evidence;
  });
  expect(changingVerdicts(facts, runs.slice(0, 2))).toEqual([]);
  expect(changingVerdicts(facts, runs)).toEqual(['demo mutant client/mute: its transcript has 2 wordings.']);
});
