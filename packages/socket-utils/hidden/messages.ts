import { messagesOf } from '@socket-lab/kit/failure/message';

/** What the hidden suites of socket-utils say, beside what the kit says. */
export const say = messagesOf('socket-utils', {
  'answered-for-udp-too': 'The program answered for UDP, too.',
  'one-answer-for-tcp': 'one answer, for tcp',
  'as-well': '"{ofUdp}" as well',
});
