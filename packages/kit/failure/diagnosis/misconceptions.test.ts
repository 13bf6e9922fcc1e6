import { expect, test } from 'vitest';
import { Chance } from '../../peers/chance.ts';
import type { ProbeStep, WireEvent } from '../../wire/types.ts';
import type { ProgramEnding } from '../exit.ts';
import type { Comparison } from '../failure.ts';
import { say, textOf } from '../message.ts';
import type { Evidence } from './evidence.ts';
import { MISCONCEPTIONS, misconceptionIn } from './misconceptions.ts';

type Said = string | Buffer;
/** One thing on the wire, in a few letters: who it is from, and what. */
const at = (event: object): WireEvent => ({ atMs: 1, conversation: 1, ...event }) as WireEvent;
const connect = (conversation = 1, host = '127.0.0.1') =>
  at({ kind: 'connect', from: 'peer', address: `${host}:41234`, conversation });
const connected = () => at({ kind: 'connect', from: 'program', address: '127.0.0.1:41234' });
const asks = (said: Said, conversation = 1) =>
  at({ kind: 'data', from: 'peer', bytes: Buffer.from(said as string), conversation });
const says = (said: Said, conversation = 1) =>
  at({ kind: 'data', from: 'program', bytes: Buffer.from(said as string), conversation });
const ends = (from: 'peer' | 'program', conversation = 1) => at({ kind: 'fin', from, conversation });
const then = (probe: ProbeStep, conversation = 1) => at({ kind: 'note', text: '…', probe, conversation });
const note = (text: string) => at({ kind: 'note', text });

const bytes = (expected: Said, received: Said): Comparison => ({
  kind: 'bytes',
  expected: Buffer.from(expected as string),
  received: Buffer.from(received as string),
});
const line = (what: string): Comparison => ({
  kind: 'words',
  expected: say('on-stream', { what: `"${what}"`, stream: 'stdout' }),
  received: '…',
});
const words = (expected: string, received: string): Comparison => ({ kind: 'words', expected, received });
const RUNNING = { code: null, signal: null };
type Seen = Omit<Evidence, 'talks'>;

const see = (wire: WireEvent[], comparison: Comparison, stdout = '', ending: ProgramEnding = RUNNING): Seen => ({
  wire,
  comparison,
  programs: [{ command: 'server --port 41234', stdout, stderr: '', ending }],
});

const random = new Chance(1, 'misconceptions').bytes(8_192);
const twice = Buffer.concat([random.subarray(0, 4_000), random.subarray(2_000, 4_000), random.subarray(4_000)]);
const binary = Buffer.from(Array.from({ length: 64 }, (_, index) => 96 + index));

/** What each looks like; and what looks nearly the same, and must not be taken for it. */
const CASES: Record<string, { is: Seen[]; isNot: Record<string, Seen> }> = {
  'answers-the-wrong-client': {
    is: [see([connect(1), connect(2), asks('uno\n', 1), says('OK...uno\n', 2)], bytes('OK...uno\n', ''))],
    isNot: {
      'both were answered': see(
        [connect(1), connect(2), asks('uno\n', 1), says('OK...uno\n', 1), says('OK...uno\n', 2)],
        bytes('OK...dos\n', ''),
      ),
      'the other one had sent the same': see(
        [connect(1), connect(2), asks('uno\n', 1), asks('uno\n', 2), says('OK...uno\n', 2)],
        bytes('OK...uno\n', ''),
      ),
    },
  },
  'answers-every-client': {
    is: [
      see(
        [connect(1), connect(2), asks('uno\n', 1), says('OK...uno\n', 1), says('OK...uno\n', 2)],
        bytes('OK...dos\n', 'OK...uno\n'),
      ),
    ],
    isNot: {
      'each had sent it': see(
        [connect(1), connect(2), asks('uno\n', 1), says('uno\n', 1), asks('uno\n', 2), says('uno\n', 2)],
        bytes('dos\n', 'uno\n'),
      ),
    },
  },
  'one-buffer-for-all': {
    is: [
      see(
        [connect(1), connect(2), asks('first ', 1), asks('second\n', 2), says('FIRST SECOND\n', 2)],
        bytes('SECOND\n', 'FIRST SECOND\n'),
      ),
    ],
    isNot: {
      'words of its own': see(
        [connect(1), connect(2), asks('first ', 1), asks('second\n', 2), says('Reply: SECOND\n', 2)],
        bytes('SECOND\n', 'Reply: SECOND\n'),
      ),
    },
  },
  'listens-on-one-address': {
    is: [
      see(
        [
          connect(1, '127.0.0.2'),
          at({ kind: 'refused', from: 'program', code: 'ECONNREFUSED' }),
          connect(2),
          then('another address', 2),
        ],
        words('the program accepts connections', 'ECONNREFUSED'),
      ),
    ],
    isNot: {
      'nothing listens anywhere': see(
        [connect(1, '127.0.0.2'), at({ kind: 'refused', from: 'program', code: 'ECONNREFUSED' })],
        words('the program accepts connections', 'ECONNREFUSED'),
      ),
    },
  },
  'one-client-after-the-other': {
    is: [
      see(
        [connect(1), connect(2), asks('uno\n', 2), then('the others end', 2), ends('peer', 1), says('UNO\n', 2)],
        bytes('UNO\n', ''),
      ),
    ],
    isNot: {
      'the other one had asked, too, and may have kept it busy': see(
        [
          connect(1),
          connect(2),
          asks('fib 45\n', 1),
          asks('uno\n', 2),
          then('the others end', 2),
          ends('peer', 1),
          says('UNO\n', 2),
        ],
        bytes('UNO\n', ''),
      ),
    },
  },
  'waits-for-a-newline': {
    is: [see([connect(), asks('hel'), then('a newline'), asks('\r\n'), says('hel\r\n')], bytes('hel', ''))],
    isNot: {
      'the newline alone came back': see(
        [connect(), asks('hel'), then('a newline'), asks('\r\n'), says('\r\n')],
        bytes('hel', ''),
      ),
    },
  },
  'answers-at-the-end': {
    is: [
      see(
        [connect(), asks('hola\n'), then('this end'), ends('peer'), says('HOLA\n'), ends('program')],
        bytes('HOLA\n', ''),
      ),
    ],
    isNot: {
      'an empty line, which it may have passed over': see(
        [connect(), asks('\n'), then('this end'), ends('peer'), says('\n'), ends('program')],
        bytes('\n', ''),
      ),
      'a part had come before': see(
        [connect(), asks('hola\n'), says('HO'), then('this end'), ends('peer'), says('HOLA\n'), ends('program')],
        bytes('HOLA\n', 'HO'),
      ),
      'it ended without an answer': see(
        [connect(), asks('hola\n'), then('this end'), ends('peer'), ends('program')],
        bytes('HOLA\n', ''),
      ),
    },
  },
  'half-close-lost': {
    is: [
      see(
        [
          connect(1),
          asks('hola\n'),
          ends('peer'),
          ends('program'),
          connect(2),
          connect(3),
          then('asked again', 2),
          asks('hola\n', 2),
          then('asked again, ended', 3),
          asks('hola\n', 3),
          ends('peer', 3),
          ends('program', 3),
          says('HOLA\n', 2),
        ],
        bytes('HOLA\n', ''),
      ),
    ],
    isNot: {
      'this time it answered both': see(
        [
          connect(1),
          asks('hola\n'),
          ends('peer'),
          ends('program'),
          then('asked again', 2),
          then('asked again, ended', 3),
          says('HOLA\n', 3),
          ends('program', 3),
          says('HOLA\n', 2),
        ],
        bytes('HOLA\n', ''),
      ),
      'the second has not ended, and may still answer': see(
        [
          connect(1),
          asks('hola\n'),
          ends('peer'),
          ends('program'),
          then('asked again', 2),
          then('asked again, ended', 3),
          ends('peer', 3),
          says('HOLA\n', 2),
        ],
        bytes('HOLA\n', ''),
      ),
    },
  },
  'waits-for-the-other-end': {
    is: [
      see(
        [connected(), says('hola'), asks('hola'), then('this end'), ends('peer'), then('the program ended')],
        words('it ends by itself, with exit code 0', 'it still runs'),
      ),
      see(
        [connect(), asks('hola\n'), says('HOLA\n'), then('this end'), ends('peer'), ends('program')],
        words('the program closes the connection', 'nothing more'),
      ),
    ],
    isNot: {
      'it lived on': see(
        [connected(), says('hola'), asks('hola')],
        words('it ends by itself, with exit code 0', 'it still runs'),
      ),
      'another client may hold it up': see(
        [connect(2), connect(1), then('this end'), ends('peer'), ends('program')],
        words('the program closes the connection', 'nothing more'),
      ),
    },
  },
  'bytes-through-a-string': {
    is: [see([connect(), asks(binary)], bytes(binary, Buffer.from(binary.toString())))],
    isNot: {
      'one byte is another': see([connect(), asks(binary)], bytes(binary, Buffer.from(binary).fill(0x41, 40, 41))),
    },
  },
  'decodes-as-latin-1': {
    is: [see([], bytes('ñandú', 'Ã±andÃº')), see([], bytes('ÑANDÚ €', 'Ã±ANDÃº Â\u0082¬'))],
    isNot: { 'only letters outside of ASCII stayed small': see([], bytes('ÑANDÚ', 'ñANDú')) },
  },
  'sends-latin-1': {
    is: [see([], bytes('ñandú', Buffer.from('ñandú', 'latin1')))],
    isNot: { 'its letters without their accents': see([], bytes('ñandú', 'nandu')) },
  },
  'decodes-as-ascii': {
    is: [see([], bytes('ñ', Buffer.from([0x43, 0x31])))],
    isNot: { 'question marks': see([], bytes('ñ', '??')) },
  },
  'decodes-each-chunk': {
    is: [see([connect(), asks(Buffer.from([0xc3])), asks(Buffer.from([0xb1, 0x0a]))], bytes('ñ\n', '\ufffd\ufffd\n'))],
    isNot: { 'its bytes came in one write': see([connect(), asks('ñ'), asks('\n')], bytes('ñ\n', '\ufffd\ufffd\n')) },
  },
  'cuts-characters': {
    is: [see([], bytes('ab€€€€€€€€€€ 😀😀😀😀 ñandú', 'ab€€€€\ufffd\ufffd€€€€€ 😀😀😀\ufffd\ufffd ñandú'))],
    isNot: {
      'one character only': see([], bytes('ab€€€€', 'ab€€\ufffd€')),
      'not at equal distances': see([], bytes('a€€€€€€€€€€€€', 'a\ufffd€€€\ufffd€€€€€€\ufffd')),
    },
  },
  'joins-datagrams': {
    is: [see([asks('hola'), asks('mundo'), says('HOLAMUNDO')], bytes('HOLA', 'HOLAMUNDO'))],
    isNot: { 'a newline more': see([asks('hola'), asks('mundo'), says('HOLA\n')], bytes('HOLA', 'HOLA\n')) },
  },
  'lines-together-are-one': {
    is: [
      see([connect(), asks('uno\ndos\n'), says('OK...uno\ndos\n')], bytes('OK...dos\n', 'dos\n')),
      see([connect(), asks('uno\ndo'), says('UNO\nDO')], bytes('', 'DO')),
    ],
    isNot: {
      'it answered every line': see([connect(), asks('uno\ndos\n'), says('UNO\nDOS\n')], bytes('', 'DOS\n')),
      'it puts no prefix before any': see(
        [connect(), asks('uno\ndos\n'), says('uno\ndos\n')],
        bytes('OK...uno\n', 'uno\n'),
      ),
    },
  },
  'chunk-is-message': {
    is: [
      see([connect(), asks('hola '), asks('mundo\n'), says('HOLA ')], bytes('HOLA MUNDO\n', 'HOLA ')),
      see([connect(), asks('uno\nd'), asks('os\n'), says('OK...uno\nOK...d\n')], bytes('OK...dos\n', 'OK...d\n')),
    ],
    isNot: {
      'cut in the middle of a write': see(
        [connect(), asks('hola '), asks('mundo\n'), says('HOLA MUN')],
        bytes('HOLA MUNDO\n', 'HOLA MUN'),
      ),
      'the first line of a reply, which came in one write': see(
        [connected(), asks('HOLA\n'), asks('MUNDO')],
        bytes('HOLA\nMUNDO', 'HOLA'),
      ),
      'as many bytes as the message has characters': see(
        [connected(), asks('ñññ'), asks('ñññ')],
        bytes('ññññññ', 'ñññ'),
      ),
      'the program has crashed': see(
        [connect(), asks('hola '), asks('mundo\n'), says('HOLA ')],
        bytes('HOLA MUNDO\n', 'HOLA '),
        '',
        { code: 1, signal: null },
      ),
    },
  },
  'forgets-earlier-chunks': {
    is: [see([connect(), asks('hola '), asks('mundo\n'), says('MUNDO\n')], bytes('HOLA MUNDO\n', 'MUNDO\n'))],
    isNot: {
      'it may as well be the beginning': see([connected(), asks('ññ'), asks('ññ')], bytes('ññññ', 'ññ')),
      'it keeps so many bytes': see(
        [connect(), asks('hola '), asks('mundo\n'), says('A MUNDO\n')],
        bytes('HOLA MUNDO\n', 'A MUNDO\n'),
      ),
    },
  },
  'reads-only-once': {
    is: [see([connect(), asks('hel'), says('hel'), asks('lo')], bytes('lo', ''))],
    isNot: {
      'the second is an empty line': see([connect(), asks('hola\n'), says('HOLA\n'), asks('\n')], bytes('\n', '')),
      'the second is a number': see(
        [connect(), asks('hola\n'), says('OK...hola\n'), asks('fib 5\n')],
        bytes('OK...fib(5)=5\n', ''),
      ),
      'it has ended': see([connect(), asks('hel'), says('hel'), asks('lo'), ends('program')], bytes('lo', '')),
    },
  },
  'write-false-is-failure': {
    is: [see([connect(), note('the peer stops reading'), asks(random)], bytes(random, twice))],
    isNot: {
      'the peer was reading': see([connect(), asks(random)], bytes(random, twice)),
      'a piece is missing': see(
        [connect(), note('the peer stops reading'), asks(random)],
        bytes(random, Buffer.concat([random.subarray(0, 4_000), random.subarray(6_000)])),
      ),
    },
  },
  'drops-the-carriage-return': {
    is: [see([connect(), asks('hola\r\n'), says('HOLA\n')], bytes('HOLA\r\n', 'HOLA\n'))],
    isNot: { 'the LF is gone, too': see([connect(), asks('hola\r\n'), says('HOLA')], bytes('HOLA\r\n', 'HOLA')) },
  },
  trims: {
    is: [see([], bytes(' \tHOLA  \n', 'HOLA\n')), see([], bytes('OK... \thola  \n', 'OK...hola\n'))],
    isNot: {
      'on one side only': see([], bytes(' \tHOLA  \n', 'HOLA  \n')),
      'blanks inside are gone, too': see([], bytes(' HOLA MUNDO \n', 'HOLAMUNDO\n')),
    },
  },
  'names-the-wrong-end': {
    is: [
      see([connect()], line('Connection from 127.0.0.1:50001'), 'ready\nConnection from 127.0.0.1:41234\n'),
      see([connected()], line('Connected from 127.0.0.1:50001'), 'Connected from 127.0.0.1:41234\n'),
    ],
    isNot: {
      'a port that nobody has': see(
        [connect()],
        line('Connection from 127.0.0.1:50001'),
        'Connection from 127.0.0.1:12000\n',
      ),
      'other words': see([connect()], line('Connection from 127.0.0.1:50001'), 'Client 127.0.0.1:41234\n'),
    },
  },
  'asks-an-unconnected-socket': {
    is: [see([connected()], line('Connected from 127.0.0.1:50001'), 'Connected from undefined:undefined\n')],
    isNot: {
      'one of the two, which may be misspelt': see(
        [connected()],
        line('Connected from 127.0.0.1:50001'),
        'Connected from 127.0.0.1:undefined\n',
      ),
    },
  },
  'characters-for-bytes': {
    is: [see([connect(), asks('ñandú')], line('sent 7 bytes back'), 'sent 5 bytes back\n')],
    isNot: { 'another number': see([connect(), asks('ñandú')], line('sent 7 bytes back'), 'sent 6 bytes back\n') },
  },
  'chunks-for-bytes': {
    is: [see([connect(), asks('ho'), asks('la')], line('sent 4 bytes back'), 'sent 2 bytes back\n')],
    isNot: {
      'another number': see([connect(), asks('ho'), asks('la')], line('sent 4 bytes back'), 'sent 3 bytes back\n'),
    },
  },
  'one-count-for-all': {
    is: [
      see(
        [connect(1), asks('hola', 1), connect(2), asks('mundo', 2)],
        line('sent 5 bytes back'),
        'sent 9 bytes back\n',
      ),
    ],
    isNot: { 'one client alone': see([connect(), asks('mundo')], line('sent 5 bytes back'), 'sent 9 bytes back\n') },
  },
  'object-as-text': {
    is: [see([], words('an address', 'on stdout: "[object Object]\\n"'), '[object Object]\n')],
    isNot: { 'no object': see([], line('an address'), 'object\n') },
  },
};

test.each(Object.keys(MISCONCEPTIONS))('%s is told from what looks nearly the same', (name) => {
  const { is = [], isNot = {} } = CASES[name] ?? {};
  expect([is.length, Object.keys(isNot).length]).not.toContain(0);
  for (const seen of is) {
    const found = misconceptionIn(seen);
    expect(found?.name).toBe(name);
    const sentence = textOf(found?.said ?? '');
    expect(sentence).toMatch(/^It looks as if .+, because .+\.$/);
    expect(sentence.length).toBeLessThanOrEqual(200);
  }
  for (const [why, seen] of Object.entries(isNot)) {
    expect({ why, name: misconceptionIn(seen)?.name }).not.toEqual({ why, name });
  }
});

test('a failure without bytes, a wire or a program shows none', () => {
  expect(misconceptionIn({ wire: [], programs: [] })).toBeUndefined();
});

test('a long wire is looked through in a moment', { timeout: 30_000 }, () => {
  const wire = Array.from({ length: 200_000 }, (_, index) =>
    index % 2 ? asks('hola\n', index % 500) : says('x', index % 500),
  );
  const begin = performance.now();
  misconceptionIn(see(wire, bytes('hola\n', 'x'), 'x'.repeat(1_000_000)));
  expect(performance.now() - begin).toBeLessThan(10_000);
});
