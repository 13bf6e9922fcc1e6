import { messagesOf } from '@socket-lab/kit/failure/message';

/** What the hidden suites of socket-server say, beside what the kit says. */
export const say = messagesOf('socket-server', {
  'names-port-0-which-no-port': 'The program names port 0, which is no port that one can be bound to.',
  'port-system-has-chosen': 'the port that the system has chosen',
  'port-0': 'port 0',
  'bound-although-port-in-use-on': 'The program was bound, although its port was in use on 127.0.0.2.',
  'without-host-bound-every-ipv4-address':
    'without --host it is bound to every IPv4 address of the machine: here that cannot be',
  'exit-code-0-bound-some-them': 'exit code 0: it is bound to some of them only',
  'took-second-connection': 'The program took a second connection.',
  'one-line-connected-with-ip-port': 'one line "Connected with IP:PORT"',
  them: '{value} of them',
  'after-client-had-reset-connection': 'after a client had reset its connection',
  'after-client-had-sent-bytes-are': 'after a client had sent bytes that are no text',
  'computes-on-too-few-worker-threads': 'The program computes on too few worker threads.',
  'starts-too-many-worker-threads': 'The program starts too many worker threads.',
  'while-clients-wait-for-fib-45':
    'while {MANY} clients wait for "fib 45": at least 2 worker threads, at most {MOST_WORKERS}',
  'them-2': '{most} of them',
});
