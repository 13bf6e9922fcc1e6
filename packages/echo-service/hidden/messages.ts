import { messagesOf } from '@socket-lab/kit/failure/message';

/** What the hidden suites of echo-service say, beside what the kit says. */
export const say = messagesOf('echo-service', {
  'sent-other-bytes': 'The program sent other bytes.',
  'line-with-econnrefused': 'a line with ECONNREFUSED',
  'line-with-econnreset': 'a line with ECONNRESET',
  'read-64-mib-from-client-reads':
    'The server read 64 MiB from a client that reads nothing: all of it waits in its memory.',
  'stops-reading-when-what-writes-not': 'the server stops reading when what it writes is not taken',
  '64-mib-read-and-no-end': '64 MiB read, and no end',
  'after-client-had-reset-connection': 'after a client had reset its connection',
});
