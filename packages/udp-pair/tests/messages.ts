import { messagesOf } from '@socket-lab/kit/failure/message';

/** What the public suites of udp-pair say, beside what the kit says. */
export const say = messagesOf('udp-pair', {
  'sent-another-datagram': 'The client sent another datagram.',
  'hola-mundo-on-line-own': '"HOLA MUNDO" on a line of its own',
  'reply-not-text-in-capital-letters': 'The reply is not the text in capital letters.',
  'before-had-answered-both-datagrams': 'before it had answered both datagrams',
  'after-first-client': 'after its first client',
  'reply-one-client-went-another': 'The reply to one client went to another.',
  'goes-client-sent': '"{text}" goes to the client that sent "{value}"',
  'came-client-had-been-served-before': 'it came to a client that had been served before',
});
