import { messagesOf } from '@socket-lab/kit/failure/message';

/** What the public suites of tcp-pair say, beside what the kit says. */
export const say = messagesOf('tcp-pair', {
  'sent-other-bytes': 'The client sent other bytes.',
  'answer-not-line-in-capital-letters': 'The answer is not the line in capital letters.',
  'after-first-client': 'after its first client',
});
