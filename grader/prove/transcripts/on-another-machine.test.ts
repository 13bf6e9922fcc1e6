import { expect, test } from 'vitest';
import { demoTopic, outcome } from '../judge/demo-topic.ts';
import { staleTranscripts } from './judge-transcripts.ts';
import { onAnotherMachine } from './on-another-machine.ts';

test.each([
  ['other words, the same advice', 'It failed.\n\nHint: write it.', ['client-mute'], []],
  ['another advice', 'It is wrong.\n\nHint: read it.', ['client-mute'], ['client-mute']],
])('%s', (_what, message, here, elsewhere) => {
  const { facts, checks, evidence } = demoTopic();
  facts.transcripts.set('client-mute', 'It is wrong.\n\nHint: write it.\n');
  const failed = outcome(checks, { 'client/asks': 'failed' });
  if (failed.state === 'done') Object.assign(failed.result.checks['client/asks'] ?? {}, { failure: { message } });
  evidence.outcomes.set('mutant client-mute', failed);
  expect(staleTranscripts(facts, evidence)).toEqual(here);
  expect(staleTranscripts(onAnotherMachine(facts), evidence)).toEqual(elsewhere);
});
