import { messagesOf } from '@socket-lab/kit/failure/message';

/** What the hidden suites of ntp-client say, beside what the kit says. */
export const say = messagesOf('ntp-client', {
  'line-with-enotfound-or-eai-again': 'a line with ENOTFOUND, or EAI_AGAIN',
  'gave-up-before-did': '{value} gave up before {inWords} did.',
  'gives-up-first': '{inWords} gives up first',
  'gave-up-first': '{inWords} gave up first',
  'line-says-no-answer-came': 'a line that says that no answer came',
});
