import { messagesOf } from '@socket-lab/kit/failure/message';

/** What the hidden suites of ntp-client say, beside what the kit says. */
export const say = messagesOf('ntp-client', {
  'line-with-enotfound-or-eai-again': 'a line with ENOTFOUND, or EAI_AGAIN',
  'gave-up-before-did': '{value} gave up before {inWords} did.',
  'gives-up-first': '{inWords} gives up first',
  'gave-up-first': '{inWords} gave up first',
  'line-says-no-answer-came': 'a line that says that no answer came',
  'answer-to-earlier-request': 'the answer to a request of ten seconds ago',
  'originate-wrong-in-one-bit': 'an answer whose originate timestamp is wrong in one bit, bit {bit} of 0 to 63',
  'from-another-port': 'a datagram from another port',
  'from-another-address': 'a datagram from another address',
  'kiss-to-another-request': "a kiss-o'-death that answers another request",
});
