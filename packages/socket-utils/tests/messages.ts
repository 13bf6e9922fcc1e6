import { messagesOf } from '@socket-lab/kit/failure/message';

/** What the public suites of socket-utils say, beside what the kit says. */
export const say = messagesOf('socket-utils', {
  'answers-for': 'answers for {value}{value2}',
  'answers-for-2': 'answers for {value}',
  'no-line-ip-address-ip-name': 'no line "IP address [IP] of [NAME]" on stdout',
  'has-wrong-address-for': 'The program has a wrong address for {name}.',
  'one-line-with-and-enotfound-or': 'one line with {name} and ENOTFOUND or EAI_AGAIN',
  'has-address-for-name-nobody-knows': 'The program has an address for a name that nobody knows.',
  'no-line-on-stdout-resolver-has': 'no line on stdout: the resolver has found nothing, and nothing is made up',
  'line-with-enotfound-or-eai-again': 'a line with ENOTFOUND or EAI_AGAIN',
  'names-service-port-has-none': 'The program names a service of a port that has none.',
  'words-no-service-database-has-no': 'the words "no service": the database has no line for {port}/{protocol}',
  'does-not-say-port-has-no': 'The program does not say that the port has no service.',
  'line-with-words-no-service-database':
    'a line with the words "no service": the database has no line for {port}/{protocol}',
  'no-such-line-neither-on-stdout': 'no such line, neither on stdout nor on stderr',
});
