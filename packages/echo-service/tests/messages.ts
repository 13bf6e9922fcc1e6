import { messagesOf } from '@socket-lab/kit/failure/message';

/** What the public suites of echo-service say, beside what the kit says. */
export const say = messagesOf('echo-service', {
  'sent-other-bytes': 'The program sent other bytes.',
  'printed-piece-too-large': 'The client printed a piece that is too large.',
  'pieces-at-most-bytes': 'pieces of at most {largest} bytes',
  'piece-bytes': 'a piece of {value} bytes: "{value2}"',
  'printed-no-line-received-piece': 'The client printed no line "Received: PIECE".',
  'pieces-client-printed-joined-are-not': 'The pieces that the client printed, joined, are not the message.',
  'said-closes-connection-while-pieces-were':
    'The client said that it closes the connection while pieces were still to come.',
  'closing-connection-server-behind-last-received':
    '"Closing connection to the server" behind the last "Received: PIECE"',
  'stands-before': 'it stands before it',
  'after-first-client': 'after its first client',
});
