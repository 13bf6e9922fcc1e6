import { expect, test } from 'vitest';
import { demoTopic, failureOf, outcome } from '../judge/demo-topic.ts';
import { judge } from '../judge/judge.ts';
import { lookAgain } from './look-again.ts';
import type { Run } from './run-class.ts';

/** A run in which the student of `client/mute` reads this. */
function runWith(words: string): Run {
  const { checks, evidence } = demoTopic();
  const failed = outcome(checks, { 'client/asks': 'failed' });
  const check = checks.find(({ id }) => id === 'client/asks');
  if (failed.state === 'done' && check) {
    Object.assign(failed.result.checks[check.id] ?? {}, { failure: failureOf(check, words) });
  }
  evidence.outcomes.set('mutant client/mute', failed);
  return new Map([['demo', evidence]]);
}

const AS_IT_WAS = 'It is wrong.\nAnd how.';

test('nobody is graded again when every transcript is as it was', async () => {
  const run = runWith(AS_IT_WAS);
  const again = () => Promise.reject(new Error('graded again'));
  expect(await lookAgain([demoTopic().facts], run, again)).toBe(run);
});

test.each([
  ['as it was the second time: the race is forgiven', AS_IT_WAS, []],
  ['another one twice: stale', 'It is quite wrong.', [expect.stringContaining('client/mute is stale.')]],
])('a transcript that is %s', async (_how, words, findings) => {
  const { facts } = demoTopic();
  const asked: string[] = [];
  const run = await lookAgain([facts], runWith('It is very wrong.'), async (doubtful) => {
    asked.push(...doubtful.flatMap(({ mutants, variants }) => [...mutants, ...variants]).map(({ name }) => name));
    return runWith(words);
  });
  expect(asked).toEqual(['client/mute']);
  const evidence = run.get('demo');
  expect(evidence && judge(facts, evidence).flatMap((each) => each.findings)).toEqual(findings);
});

test('a mutant that is not caught the second time is not proven', async () => {
  const { facts, checks, evidence } = demoTopic();
  evidence.outcomes.set('mutant client/mute', outcome(checks, {}));
  const again: Run = new Map([['demo', evidence]]);
  const run = await lookAgain([facts], runWith('It is very wrong.'), async () => again);
  expect(run.get('demo')?.outcomes.get('mutant client/mute')).toEqual(outcome(checks, {}));
});
