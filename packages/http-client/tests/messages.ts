import { messagesOf } from '@socket-lab/kit/failure/message';

/** What the public suites of http-client say, beside what the kit says. */
export const say = messagesOf('http-client', {
  'line-with-econnrefused': 'a line with ECONNREFUSED',
  'printed-although': 'The program printed "{said} …", although {why}.',
  'line-success-printed-only-once-true': 'a line of success is printed only once it is true',
});
