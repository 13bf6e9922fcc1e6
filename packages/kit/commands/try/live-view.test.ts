import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { Topic } from '../../topic/topic.ts';
import { LiveView } from './live-view.ts';
import { findProgram } from './staged.ts';
import { defaultFlags } from './trial.ts';
import tryCommand, { requestOf } from './try-command.ts';

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

const program = { title: '', transport: 'tcp', gaps: {} } as const;
const topic = (id: string, ...names: string[]): Topic => ({
  id,
  directory: '/',
  title: '',
  programs: Object.fromEntries(names.map((name) => [name, program])),
});
const TOPICS = [topic('echo', 'server', 'client'), topic('pair', 'server'), topic('loops', '04-loop', '04', '05-end')];

test.each<[names: string[], here: string | undefined, found: string]>([
  [['client'], undefined, 'echo client'],
  [['pair', 'server'], undefined, 'pair server'],
  [['server'], 'pair', 'pair server'],
  [['client'], 'pair', 'echo client'],
  [['05'], undefined, 'loops 05-end'],
  [['04'], undefined, 'loops 04'],
])('%j in %s', (names, here, found) => {
  const { topic, name } = findProgram(names, TOPICS, here);
  expect(`${topic.id} ${name}`).toBe(found);
});

test.each([
  [['server'], 'There is more than one "server". Type one of: pnpm try echo server, pnpm try pair server'],
  [['pear', 'server'], 'There is no topic "pear". There are: echo, pair, loops.'],
  [['pair', 'client'], 'No program is called "client": pair has server.'],
  [['echo'], 'Which program of echo? echo has: server, client.'],
])('%j is refused', (names, message) => expect(() => findProgram(names, TOPICS)).toThrow(message));

const read = (args: readonly string[]) => requestOf(tryCommand.parse(args));

test.each([
  [['server'], { names: ['server'], rest: [] }],
  [['--', 'echo-service', 'server', '--port', '12000'], { names: ['echo-service', 'server'], port: 12_000, rest: [] }],
  [['client', '--host=::1', '--', '--timeout', '500'], { names: ['client'], host: '::1', rest: ['--timeout', '500'] }],
])('%j', (args, request) => expect(read(args)).toMatchObject(request));

test.each([
  [[], 'Name one program: pnpm try server, or with its topic: pnpm try echo-service server'],
  [['a', 'b', 'c'], 'Name one program: pnpm try server, or with its topic: pnpm try echo-service server'],
  [['server', '--port', '0'], '--port "0" is no port: it is a whole number from 1 to 65535.'],
  [
    ['client', '--timeout', '5'],
    "Unknown option '--timeout'. Flags of the program stand behind --: pnpm try client -- --timeout 500",
  ],
])('%j is refused', (args, message) => expect(() => read(args)).toThrow(message));

test.each([
  ["const { host = 'pool.ntp.org', port = '123', timeout = '5000' } = values;", { host: 'pool.ntp.org', port: 123 }],
  [
    "/** tsx src/server.ts --port 12000 [--host 127.0.0.1] */ const { host = '0.0.0.0', port = '' } = values;",
    { host: '0.0.0.0', port: 12_000 },
  ],
  ['console.log(1);', {}],
])('%s', (source, flags) => expect(defaultFlags(source)).toEqual(flags));
