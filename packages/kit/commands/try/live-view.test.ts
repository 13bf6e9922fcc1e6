import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { LiveView } from './live-view.ts';

function view(width = 100) {
  const lines: string[] = [];
  const now = () => new Date(2026, 0, 2, 3, 4, 5, 6);
  const print = (text: string) => lines.push(...stripVTControlCharacters(text).split('\n'));
  return {
    lines,
    view: new LiveView({ program: 'server', peer: (n) => `client ${n}`, width: () => width, print, now }),
  };
}

const T = '03:04:05.006';

test('a line for each piece, with the time, from whom to whom, and hex where the text does not say all', () => {
  const { lines, view: live } = view();
  const conversation = live.newConversation({ transport: 'tcp', peer: { address: '127.0.0.1', port: 40_000 } });
  live.record({ kind: 'connect', from: 'peer', address: '127.0.0.1:12000', conversation });
  live.record({ kind: 'data', from: 'peer', bytes: Buffer.from('hi'), conversation });
  live.record({ kind: 'data', from: 'program', bytes: Buffer.of(0, 0xff, 10), conversation });
  live.record({ kind: 'fin', from: 'program', conversation });
  live.record({ kind: 'reset', from: 'peer', code: 'ECONNRESET', conversation });
  live.tell({ who: 'server', launch: 1, kind: 'prints', stream: 'stdout', text: 'one\n\x1b[2Jtwo\n' });
  expect(lines).toEqual([
    `${T}  client 1 → server  connects to 127.0.0.1:12000, from port 40000`,
    `${T}  client 1 → server  "hi"`,
    `${T}  server → client 1  "\\x00\\xff\\n"`,
    '    0000  00 ff 0a                                         ...',
    `${T}  server → client 1  FIN: it sends nothing more`,
    `${T}  client 1 → server  RST (reset)`,
    '                                   ECONNRESET: the other end reset the connection (RST): it broke',
    '                                   off without a proper end',
    `${T}  server             prints: one`,
    '                                   \\x1b[2Jtwo',
  ]);
});

test('a datagram, an ICMP error, and nothing after the end', () => {
  const { lines, view: live } = view(200);
  const conversation = live.newConversation({ transport: 'udp' });
  live.record({ kind: 'data', from: 'peer', datagram: true, bytes: Buffer.from('hi'), conversation });
  live.record({ kind: 'data', from: 'peer', datagram: true, bytes: Buffer.alloc(0), conversation });
  live.record({ kind: 'reset', from: 'program', code: 'ECONNREFUSED', conversation });
  live.stop();
  live.record({ kind: 'fin', from: 'peer', conversation });
  expect(lines.map((line) => line.slice(33))).toEqual([
    'datagram "hi"',
    'empty datagram',
    'ICMP: port unreachable',
    '  ECONNREFUSED: a datagram was sent to a port on which no socket is bound, and the system there said so (ICMP port unreachable)',
  ]);
});

test('a narrow window', () => {
  const { lines, view: live } = view(30);
  live.tell({ who: 'server', launch: 1, kind: 'prints', stream: 'stdout', text: 'a text that is long enough\n' });
  expect(lines).toHaveLength(2);
});
