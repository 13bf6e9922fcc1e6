import { expect, test } from 'vitest';
import type { Fact, WireFact } from '../../wire/recorder.ts';
import type { Conversation, End, RecordedEvent, Recording } from '../../wire/types.ts';
import { renderStory } from './story-rows.ts';

const at = (atMs: number, fact: Fact | WireFact): RecordedEvent => ({ atMs, ...fact }) as RecordedEvent;
const ADDRESS = '127.0.0.1:20001';
const SERVER = { who: 'server', launch: 1 };
const CLIENT = { who: 'client', launch: 1 };
const AT_PORT = { ...SERVER, doing: { address: ADDRESS, syscall: 'bind' } } as const;
const CONVERSATION: Conversation = {
  transport: 'udp',
  between: { peer: 'probe', program: 'server', address: ADDRESS },
};
const recorded = (events: RecordedEvent[]): Recording => ({ beganAtMs: 0, events, conversations: [CONVERSATION] });
const datagram = (from: End, text: string) =>
  ({ kind: 'data', conversation: 1, from, bytes: Buffer.from(text), datagram: true }) as const;

test('a story has what everybody did, in lines of 80 columns', () => {
  const story = [
    at(3.2, { kind: 'starts', ...SERVER, command: 'server --port 20001' }),
    at(61, { kind: 'prints', stream: 'stdout', text: 'Ready on 0.0.0.0:20001\n', ...AT_PORT }),
    at(62, { kind: 'turn', text: 'Now the client.' }),
    at(99, { kind: 'typed', ...CLIENT, text: 'mañana\n' }),
    at(1_204.4, datagram('peer', 'mañana')),
    at(1_205, datagram('program', '')),
    at(1_206, { kind: 'prints', stream: 'stdout', text: 'Received from there\n\n', ...CLIENT }),
    at(1_207, { kind: 'ends', ...CLIENT, ending: { code: 0, signal: null } }),
    at(1_208, { kind: 'asked', address: '127.0.0.2', port: 20_001, transport: 'udp', answer: 'answers' }),
    at(1_209, { kind: 'asked', address: '127.0.0.2', port: 20_001, transport: 'tcp', answer: 'silence' }),
  ];
  expect(`\n${renderStory(recorded(story), 80)}\n`).toBe(`
     3  server             starts: --port 20001
    61  server             prints: Ready on 0.0.0.0:20001
Now the client.
    99  client             is typed: "mañana\\n"
 1,204  probe → server     "mañana"
 1,205  probe ← server     empty datagram
 1,206  client             prints: Received from there
                             (an empty line)
 1,207  client             ends: exit code 0
 1,208  probe → 127.0.0.2  over UDP: it answers
 1,209  probe → 127.0.0.2  over TCP: nothing
`);
});

test('an error code is put in words, once for each call', () => {
  const refused = { conversation: 1, from: 'program', code: 'ECONNREFUSED' } as const;
  const story = [
    at(1, { kind: 'prints', stream: 'stderr', text: 'Bind failed: EADDRINUSE\n', ...AT_PORT }),
    at(2, { kind: 'prints', stream: 'stderr', text: 'Bind failed: EADDRINUSE\n', ...AT_PORT }),
    at(3, { kind: 'refused', ...refused }),
    at(4, { kind: 'reset', ...refused }),
    at(5, { kind: 'asked', address: '::1', port: 20_001, transport: 'tcp', answer: { code: 'ECONNREFUSED' } }),
  ];
  expect(`\n${renderStory(recorded(story), 80)}\n`).toBe(`
     1  server          stderr: Bind failed: EADDRINUSE
                          127.0.0.1:20001 is taken: another socket is bound to
                          it, perhaps of a program that still runs
     2  server          stderr: Bind failed: EADDRINUSE
     3  probe ← server  refused (ECONNREFUSED)
                          nothing listens on 127.0.0.1:20001. The server does
                          not run, or on another host or port
     4  probe ← server  ICMP: port unreachable
                          ECONNREFUSED: a datagram was sent to a port on which
                          no socket is bound, and the system there said so (ICMP
                          port unreachable)
     5  probe → ::1     over TCP: ECONNREFUSED
`);
});

test('a stack trace is told as everywhere in the kit, and a terminal escape does no harm', () => {
  const stack = `node:events:486
      throw er; // Unhandled 'error' event
      ^

Error: listen EADDRINUSE: address already in use 127.0.0.1:20001
    at Server.setupListenHandle [as _listen2] (node:net:1940:16)
Emitted 'error' event on Server instance at:
    at emitErrorNT (node:net:1919:8) {
  code: 'EADDRINUSE',
  syscall: 'listen',
}

Node.js v24.21.0
`;
  const story = [
    at(1, { kind: 'prints', stream: 'stdout', text: '\x1b[31mred\n', ...AT_PORT }),
    at(2, { kind: 'prints', stream: 'stderr', text: stack, ...AT_PORT }),
  ];
  const text = renderStory(recorded(story), 80);
  expect(text).toContain('prints: \\x1b[31mred');
  expect(text).toContain("Unhandled 'error' event");
  expect(text.match(/is taken/g)).toHaveLength(1);
});
