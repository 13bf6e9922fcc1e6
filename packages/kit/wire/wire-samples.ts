import type { End, WireEvent } from './types.ts';

const bytes = (text: string) => Buffer.from(text);
const connect = (atMs: number, from: End, conversation = 1): WireEvent => ({
  atMs,
  conversation,
  kind: 'connect',
  from,
  address: '127.0.0.1:41234',
});
const data = (atMs: number, from: End, text: string, conversation = 1): WireEvent => ({
  atMs,
  conversation,
  kind: 'data',
  from,
  bytes: bytes(text),
});
const datagram = (atMs: number, from: End, text: string): WireEvent => ({
  atMs,
  conversation: 1,
  kind: 'data',
  datagram: true,
  from,
  bytes: bytes(text),
});

export const twoWrites: WireEvent[] = [
  connect(0.3, 'peer'),
  data(1.6, 'peer', 'hel'),
  data(2.4, 'peer', 'lo\r\n'),
  data(5, 'program', 'HEL'),
  data(5, 'program', 'LO\r\n'),
  { atMs: 6, conversation: 1, kind: 'note', text: 'the peer stops reading' },
  { atMs: 7, conversation: 1, kind: 'fin', from: 'peer' },
  { atMs: 1_005, conversation: 1, kind: 'reset', from: 'program', code: 'ECONNRESET' },
];

export const outgoing: WireEvent[] = [
  connect(31, 'program'),
  data(33, 'program', 'the quick brown fox jumps over the lazy dog, again and again'),
  ...[...'the quick brown'].map((letter) => data(34, 'peer', letter)),
  {
    atMs: 35,
    conversation: 1,
    kind: 'note',
    text: 'from here on the peer answers with one byte at a time, and waits for nothing',
  },
  { atMs: 36, conversation: 1, kind: 'fin', from: 'peer' },
  { atMs: 36, conversation: 1, kind: 'reset', from: 'program', code: 'EPIPE' },
];

export const refusal: WireEvent[] = [
  { atMs: 2, conversation: 1, kind: 'connect', from: 'peer', address: '::1:41234' },
  {
    atMs: 2,
    conversation: 1,
    kind: 'connect',
    from: 'peer',
    address: '2001:db8:1111:2222:3333:4444:5555:6666%lab0:41234',
  },
  { atMs: 3, conversation: 1, kind: 'refused', from: 'program', code: 'ECONNREFUSED' },
  { atMs: 9, conversation: 1, kind: 'refused', from: 'program', code: 'ETIMEDOUT' },
];

export const bigTransfer: WireEvent[] = [
  connect(1, 'peer'),
  ...Array.from({ length: 312 }, (_, index) => ({
    ...data(2 + index, 'peer', ''),
    bytes: Buffer.alloc(53_773, '\0\xff\x1b[31m', 'latin1'),
  })),
  { atMs: 320, conversation: 1, kind: 'reset', from: 'peer', code: 'ECONNRESET' },
];

export const datagrams: WireEvent[] = [
  datagram(1, 'peer', '字ñandú👍'),
  datagram(2, 'program', '字ÑANDÚ👍'),
  datagram(3, 'program', ''),
  datagram(3, 'program', 'again'),
  { atMs: 4, conversation: 1, kind: 'reset', from: 'program', code: 'ECONNREFUSED' },
];

export const manyClients: WireEvent[] = [
  connect(1, 'peer', 1),
  connect(2, 'peer', 2),
  ...Array.from({ length: 40 }, (_, index) =>
    data(3 + index, index % 2 === 0 ? 'peer' : 'program', `line ${index} of this\n`, 1 + (index % 3)),
  ),
  { atMs: 50, conversation: 2, kind: 'fin', from: 'peer' },
];
