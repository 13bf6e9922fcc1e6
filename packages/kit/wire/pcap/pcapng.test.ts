import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { End, Recording, WireEvent } from '../types.ts';
import { anyRecording } from './fixtures/any-wire.ts';
import { type ReadPacket, readCapture } from './fixtures/read-capture.ts';
import { addressBytes, internetChecksum } from './ip-packet.ts';
import { pcapng } from './pcapng.ts';
import { FLAGS } from './tcp-packets.ts';

const ends = { peer: { address: '127.0.0.1', port: 40_000 }, program: { address: '127.0.0.1', port: 12_000 } };
type Fact = WireEvent extends infer E ? (E extends WireEvent ? Omit<E, 'atMs' | 'conversation'> : never) : never;

function recording(transport: 'tcp' | 'udp', facts: Fact[], where: object = ends): Recording {
  const events = facts.map((fact, index) => ({ ...fact, atMs: index, conversation: 1 }) as WireEvent);
  return { beganAtMs: 1_700_000_000_000.25, events, conversations: [{ transport, ...where }] };
}

const connect: Fact = { kind: 'connect', from: 'peer', address: '127.0.0.1:12000' };
const data = (from: End, text: string | Uint8Array): Fact => ({
  kind: 'data',
  from,
  bytes: Buffer.from(text as string),
});
const datagram = (from: End, text: string | Uint8Array): Fact => ({ ...data(from, text), datagram: true }) as Fact;

/** `SYN`, `ACK "hel"` … of each packet, with an arrow for its direction. */
function shown({ tcp, from }: ReadPacket): string {
  if (!tcp) return 'no TCP';
  const names = Object.entries(FLAGS).flatMap(([name, bit]) => (tcp.flags & bit ? [name] : []));
  const arrow = from.endsWith(':40000') ? '>' : '<';
  return [arrow, ...names, ...(tcp.payload.length > 0 ? [JSON.stringify(String(tcp.payload))] : [])].join(' ');
}

/** What a side has sent, put together by the numbers of its segments as a reader does. */
function streamOf(packets: readonly ReadPacket[], from: string): Buffer {
  const own = packets.filter((packet) => packet.from === from);
  const first = own.find(({ tcp }) => tcp && tcp.flags & FLAGS.syn)?.tcp?.seq ?? 0;
  const pieces = own.filter(({ tcp }) => tcp && tcp.payload.length > 0);
  const length = pieces.reduce((sum, { tcp }) => sum + (tcp?.payload.length ?? 0), 0);
  const stream = Buffer.alloc(length);
  for (const { tcp } of pieces) tcp?.payload.copy(stream, (tcp.seq - first - 1 + 2 ** 32) % 2 ** 32);
  return stream;
}

test('a connection: the handshake, each piece acknowledged, both ends', () => {
  const { packets, interfaces, comments } = readCapture(
    pcapng(
      recording('tcp', [
        connect,
        data('peer', 'hel'),
        { kind: 'note', text: 'the peer stops reading' },
        data('program', 'HEL'),
        { kind: 'fin', from: 'peer' },
        { kind: 'fin', from: 'program' },
        { kind: 'note', text: 'that was all' },
      ]),
      'a check',
    ),
  );
  expect(packets.map(shown)).toEqual([
    ...['> syn', '< syn ack', '> ack'],
    ...['> psh ack "hel"', '< ack', '< psh ack "HEL"', '> ack'],
    ...['> fin ack', '< ack', '< fin ack', '> ack'],
  ]);
  expect(packets.map(({ tcp }) => tcp && [tcp.seq % 1000, tcp.ack % 1000])).toEqual([
    ...[[0, 0], [0, 1], [1, 1]], // biome-ignore format: one part a line
    ...[[1, 1], [1, 4], [1, 4], [4, 4]], // biome-ignore format: one part a line
    ...[[4, 4], [4, 5], [4, 5], [5, 5]], // biome-ignore format: one part a line
  ]);
  expect(packets.flatMap(({ comments }, index) => comments.map((text) => [index, text]))).toEqual([
    [0, 'Conversation 1: the program is at 127.0.0.1:12000, the peer at 127.0.0.1:40000.'],
    [5, 'the peer stops reading'],
    [10, 'that was all'],
  ]);
  expect(comments).toEqual(['a check']);
  expect(interfaces).toEqual(['conversation 1']);
  expect(packets[3]?.nanoseconds).toBe(1_700_000_000_001_250_000n);
});

test.each<[string, Fact[], string[]]>([
  ['refused', [connect, { kind: 'refused', from: 'program', code: 'ECONNREFUSED' }], ['> syn', '< rst ack']],
  ['nobody answers', [connect, { kind: 'refused', from: 'program', code: 'ETIMEDOUT' }], ['> syn']],
  [
    'reset at once',
    [connect, { kind: 'reset', from: 'program', code: 'ECONNRESET' }],
    ['> syn', '< syn ack', '> ack', '< rst ack'],
  ],
  [
    'what comes after the end of a side never left',
    [connect, { kind: 'fin', from: 'peer' }, data('peer', 'late'), { kind: 'fin', from: 'peer' }],
    ['> syn', '< syn ack', '> ack', '> fin ack', '< ack'],
  ],
])('%s', (_, facts, packets) => {
  expect(readCapture(pcapng(recording('tcp', facts), '')).packets.map(shown)).toEqual(packets);
});

test('datagrams: each is one, empty ones too, from whatever port of the program', () => {
  const stranger = { address: '127.0.0.2', port: 999 };
  const { packets } = readCapture(
    pcapng(
      recording('udp', [
        datagram('peer', 'ñ'),
        datagram('program', ''),
        { ...datagram('program', 'x'), programAt: stranger } as Fact,
      ]),
      '',
    ),
  );
  expect(packets.map(({ udp }) => String(udp?.payload))).toEqual(['ñ', '', 'x']);
  expect(packets.map(({ from }) => from)).toEqual(['7f000001:40000', '7f000001:12000', '7f000002:999']);
});

test.each([
  ['127.0.0.1', 65_507, 1],
  ['::1', 65_527, 4],
])('over %s: the longest datagram, one byte more, and its ICMP error', (address, most, code) => {
  const where = { peer: { address, port: 1 }, program: { address, port: 2 } };
  const facts = [
    datagram('peer', new Uint8Array(most)),
    datagram('peer', new Uint8Array(most + 1)),
    { kind: 'reset', from: 'program', code: 'ECONNREFUSED' } as const,
  ];
  const { packets } = readCapture(pcapng(recording('udp', facts, where), ''));
  expect(packets.map(({ udp }) => udp?.payload.length)).toEqual([most, undefined]);
  expect(packets[1]?.comments).toEqual([expect.stringContaining('were not sent')]);
  expect(packets[1]?.body.subarray(0, 2)).toEqual(code === 1 ? Buffer.of(3, 3) : Buffer.of(1, 4));
  expect(packets[1]?.body.readUInt16BE(packets[1].body.length - 6)).toBe(2); // the port that it was for
});

test('any wire: the file is whole, the checksums are right, and the streams are what was sent', () => {
  fc.assert(
    fc.property(anyRecording, (wire) => {
      const { packets } = readCapture(pcapng(wire, 'any'));
      for (const own of Map.groupBy(packets, (packet) => packet.interface).values()) {
        for (const from of new Set(own.map((packet) => packet.from))) {
          const sent = own.filter((packet) => packet.from === from).map(({ tcp }) => tcp?.payload ?? Buffer.alloc(0));
          if (own[0]?.protocol === 6 && own[0].from !== own[0].to) {
            expect(streamOf(own, from).equals(Buffer.concat(sent))).toBe(true);
          }
        }
      }
      const carried = packets.flatMap(({ udp }) => (udp ? [udp.payload] : []));
      const datagrams = wire.events.flatMap((event) => (event.kind === 'data' && event.datagram ? [event.bytes] : []));
      const fitting = datagrams.filter(({ length }) => length <= 65_527);
      expect(carried.length).toBeLessThanOrEqual(fitting.length);
      expect(carried.length).toBeGreaterThanOrEqual(datagrams.filter(({ length }) => length <= 65_507).length);
    }),
    { numRuns: 150 },
  );
});

test.each([
  ['127.0.0.1', '7f000001'],
  ['::1', '00000000000000000000000000000001'],
  ['::', '00000000000000000000000000000000'],
  ['fe80::1:2', 'fe800000000000000000000000010002'],
  ['2001:db8:1:2:3:4:5:6', '20010db8000100020003000400050006'],
  ['64:ff9b::192.0.2.33', '0064ff9b0000000000000000c0000221'],
])('%s', (address, hex) => expect(addressBytes(address).toString('hex')).toBe(hex));

test.each([
  ['the example of RFC 1071 §3', '0001f203f4f5f6f7', 0xffff - 0xddf2],
  ['an odd last byte', '01', 0xfeff],
  ['nothing', '', 0xffff],
  ['a header with its own checksum', '4500003044224000800644 2e8c7c19acae241e2b'.replace(' ', ''), 0],
])('%s', (_, hex, checksum) => expect(internetChecksum(Buffer.from(hex, 'hex'))).toBe(checksum));

test('a long one loses no carry', () => expect(internetChecksum(Buffer.alloc(200_000, 0xff))).toBe(0));
