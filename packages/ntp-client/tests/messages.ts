import { messagesOf } from '@socket-lab/kit/failure/message';

/** What the public suites of ntp-client say, beside what the kit says. */
export const say = messagesOf('ntp-client', {
  'said-nothing-on-stderr': '{Program} said nothing on stderr.',
  'on-stderr': '{what} on stderr',
  'nothing-on-stderr': 'nothing on stderr',
  'printed-time-but-what-got': '{Program} printed a time, but what it got was {packet}.',
  'no-line-time-offset-or-delay': 'no line "Time = …", "Offset = …" or "Delay = …" on stdout',
});
