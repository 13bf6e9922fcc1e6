import { messagesOf } from '@socket-lab/kit/failure/message';

/** What the public suites of socket-server say, beside what the kit says. */
export const say = messagesOf('socket-server', {
  'socket-bound-0-0-0-0': '"Socket bound to 0.0.0.0:{port}" (or "::", "*")',
  'said-bound-although-port-in-use': 'The program said that it is bound, although the port was in use.',
  'no-socket-bound-on-stdout-line': 'no "Socket bound" on stdout: a line of success is printed only once it is true',
  'after-first-client': 'after its first client',
  'answered-with-another-line': 'The program answered with another line.',
  'did-not-refuse': 'The program did not refuse "{line}".',
  'line-begins-err': 'a line that begins "ERR..."',
  'ended-with': 'The program ended with {ending} when its only client had left.',
  'did-not-end': 'The program did not end when its only client had left.',
  ending: '{ending}',
  'still-runs': 'it still runs: a socket, a timer or stdin is still open',
  'ends-by-itself-with-exit-code': 'it ends by itself, with exit code 0 or 1',
});
