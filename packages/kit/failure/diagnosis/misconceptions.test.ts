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
const RUNNING = { code: null, signal: null };

interface EvidenceCase {
  wire: WireEvent[];
  comparison: Comparison;
  stdout?: string;
  ending?: ProgramEnding;
}

const evidence = ({ wire, comparison, stdout = '', ending = RUNNING }: EvidenceCase): Omit<Evidence, 'talks'> => ({
  wire,
  comparison,
  programs: [{ command: 'server --port 41234', stdout, stderr: '', ending }],
});

const random = new Chance(1, 'misconceptions').bytes(8_192);
const twice = Buffer.concat([random.subarray(0, 4_000), random.subarray(2_000, 4_000), random.subarray(4_000)]);
const binary = Buffer.from(Array.from({ length: 64 }, (_, index) => 96 + index));

/** What each looks like; and what looks nearly the same, and must not be taken for it. */
const CASES: Record<string, { is: EvidenceCase[]; isNot: Record<string, EvidenceCase> }> = {
  'answers-the-wrong-client': {
    is: [
      {
        wire: [connect(1), connect(2), asks('uno\n', 1), says('OK...uno\n', 2)],
        comparison: bytes('OK...uno\n', ''),
      },
    ],
    isNot: {
      'both were answered': {
        wire: [connect(1), connect(2), asks('uno\n', 1), says('OK...uno\n', 1), says('OK...uno\n', 2)],
        comparison: bytes('OK...dos\n', ''),
      },
      'the other one had sent the same': {
        wire: [connect(1), connect(2), asks('uno\n', 1), asks('uno\n', 2), says('OK...uno\n', 2)],
        comparison: bytes('OK...uno\n', ''),
      },
    },
  },
  'answers-every-client': {
    is: [
      {
        wire: [connect(1), connect(2), asks('uno\n', 1), says('OK...uno\n', 1), says('OK...uno\n', 2)],
        comparison: bytes('OK...dos\n', 'OK...uno\n'),
      },
    ],
    isNot: {
      'each had sent it': {
        wire: [connect(1), connect(2), asks('uno\n', 1), says('uno\n', 1), asks('uno\n', 2), says('uno\n', 2)],
        comparison: bytes('dos\n', 'uno\n'),
      },
    },
  },
  'one-buffer-for-all': {
    is: [
      {
        wire: [connect(1), connect(2), asks('first ', 1), asks('second\n', 2), says('FIRST SECOND\n', 2)],
        comparison: bytes('SECOND\n', 'FIRST SECOND\n'),
      },
    ],
    isNot: {
      'words of its own': {
        wire: [connect(1), connect(2), asks('first ', 1), asks('second\n', 2), says('Reply: SECOND\n', 2)],
        comparison: bytes('SECOND\n', 'Reply: SECOND\n'),
      },
    },
  },
  'listens-on-one-address': {
    is: [
      {
        wire: [
          connect(1, '127.0.0.2'),
          at({ kind: 'refused', from: 'program', code: 'ECONNREFUSED' }),
          connect(2),
          then('another address', 2),
        ],
        comparison: { kind: 'words', expected: 'the program accepts connections', received: 'ECONNREFUSED' },
      },
    ],
    isNot: {
      'nothing listens anywhere': {
        wire: [connect(1, '127.0.0.2'), at({ kind: 'refused', from: 'program', code: 'ECONNREFUSED' })],
        comparison: { kind: 'words', expected: 'the program accepts connections', received: 'ECONNREFUSED' },
      },
    },
  },
  'one-client-after-the-other': {
    is: [
      {
        wire: [connect(1), connect(2), asks('uno\n', 2), then('the others end', 2), ends('peer', 1), says('UNO\n', 2)],
        comparison: bytes('UNO\n', ''),
      },
    ],
    isNot: {
      'the other one had asked, too, and may have kept it busy': {
        wire: [
          connect(1),
          connect(2),
          asks('fib 45\n', 1),
          asks('uno\n', 2),
          then('the others end', 2),
          ends('peer', 1),
          says('UNO\n', 2),
        ],
        comparison: bytes('UNO\n', ''),
      },
    },
  },
  'waits-for-a-newline': {
    is: [
      {
        wire: [connect(), asks('hel'), then('a newline'), asks('\r\n'), says('hel\r\n')],
        comparison: bytes('hel', ''),
      },
    ],
    isNot: {
      'the newline alone came back': {
        wire: [connect(), asks('hel'), then('a newline'), asks('\r\n'), says('\r\n')],
        comparison: bytes('hel', ''),
      },
    },
  },
  'answers-at-the-end': {
    is: [
      {
        wire: [connect(), asks('hola\n'), then('this end'), ends('peer'), says('HOLA\n'), ends('program')],
        comparison: bytes('HOLA\n', ''),
      },
    ],
    isNot: {
      'an empty line, which it may have passed over': {
        wire: [connect(), asks('\n'), then('this end'), ends('peer'), says('\n'), ends('program')],
        comparison: bytes('\n', ''),
      },
      'a part had come before': {
        wire: [connect(), asks('hola\n'), says('HO'), then('this end'), ends('peer'), says('HOLA\n'), ends('program')],
        comparison: bytes('HOLA\n', 'HO'),
      },
      'it ended without an answer': {
        wire: [connect(), asks('hola\n'), then('this end'), ends('peer'), ends('program')],
        comparison: bytes('HOLA\n', ''),
      },
    },
  },
  'half-close-lost': {
    is: [
      {
        wire: [
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
        comparison: bytes('HOLA\n', ''),
      },
    ],
    isNot: {
      'this time it answered both': {
        wire: [
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
        comparison: bytes('HOLA\n', ''),
      },
      'the second has not ended, and may still answer': {
        wire: [
          connect(1),
          asks('hola\n'),
          ends('peer'),
          ends('program'),
          then('asked again', 2),
          then('asked again, ended', 3),
          ends('peer', 3),
          says('HOLA\n', 2),
        ],
        comparison: bytes('HOLA\n', ''),
      },
    },
  },
  'waits-for-the-other-end': {
    is: [
      {
        wire: [connected(), says('hola'), asks('hola'), then('this end'), ends('peer'), then('the program ended')],
        comparison: { kind: 'words', expected: 'it ends by itself, with exit code 0', received: 'it still runs' },
      },
      {
        wire: [connect(), asks('hola\n'), says('HOLA\n'), then('this end'), ends('peer'), ends('program')],
        comparison: { kind: 'words', expected: 'the program closes the connection', received: 'nothing more' },
      },
    ],
    isNot: {
      'it lived on': {
        wire: [connected(), says('hola'), asks('hola')],
        comparison: { kind: 'words', expected: 'it ends by itself, with exit code 0', received: 'it still runs' },
      },
      'another client may hold it up': {
        wire: [connect(2), connect(1), then('this end'), ends('peer'), ends('program')],
        comparison: { kind: 'words', expected: 'the program closes the connection', received: 'nothing more' },
      },
    },
  },
  'bytes-through-a-string': {
    is: [{ wire: [connect(), asks(binary)], comparison: bytes(binary, Buffer.from(binary.toString())) }],
    isNot: {
      'one byte is another': {
        wire: [connect(), asks(binary)],
        comparison: bytes(binary, Buffer.from(binary).fill(0x41, 40, 41)),
      },
    },
  },
  'decodes-as-latin-1': {
    is: [
      { wire: [], comparison: bytes('ñandú', 'Ã±andÃº') },
      { wire: [], comparison: bytes('ÑANDÚ €', 'Ã±ANDÃº Â\u0082¬') },
    ],
    isNot: { 'only letters outside of ASCII stayed small': { wire: [], comparison: bytes('ÑANDÚ', 'ñANDú') } },
  },
  'sends-latin-1': {
    is: [{ wire: [], comparison: bytes('ñandú', Buffer.from('ñandú', 'latin1')) }],
    isNot: { 'its letters without their accents': { wire: [], comparison: bytes('ñandú', 'nandu') } },
  },
  'decodes-as-ascii': {
    is: [{ wire: [], comparison: bytes('ñ', Buffer.from([0x43, 0x31])) }],
    isNot: { 'question marks': { wire: [], comparison: bytes('ñ', '??') } },
  },
  'decodes-each-chunk': {
    is: [
      {
        wire: [connect(), asks(Buffer.from([0xc3])), asks(Buffer.from([0xb1, 0x0a]))],
        comparison: bytes('ñ\n', '\ufffd\ufffd\n'),
      },
    ],
    isNot: {
      'its bytes came in one write': {
        wire: [connect(), asks('ñ'), asks('\n')],
        comparison: bytes('ñ\n', '\ufffd\ufffd\n'),
      },
    },
  },
  'cuts-characters': {
    is: [
      {
        wire: [],
        comparison: bytes('ab€€€€€€€€€€ 😀😀😀😀 ñandú', 'ab€€€€\ufffd\ufffd€€€€€ 😀😀😀\ufffd\ufffd ñandú'),
      },
    ],
    isNot: {
      'one character only': { wire: [], comparison: bytes('ab€€€€', 'ab€€\ufffd€') },
      'not at equal distances': {
        wire: [],
        comparison: bytes('a€€€€€€€€€€€€', 'a\ufffd€€€\ufffd€€€€€€\ufffd'),
      },
    },
  },
  'joins-datagrams': {
    is: [{ wire: [asks('hola'), asks('mundo'), says('HOLAMUNDO')], comparison: bytes('HOLA', 'HOLAMUNDO') }],
    isNot: {
      'a newline more': { wire: [asks('hola'), asks('mundo'), says('HOLA\n')], comparison: bytes('HOLA', 'HOLA\n') },
    },
  },
  'lines-together-are-one': {
    is: [
      {
        wire: [connect(), asks('uno\ndos\n'), says('OK...uno\ndos\n')],
        comparison: bytes('OK...dos\n', 'dos\n'),
      },
      { wire: [connect(), asks('uno\ndo'), says('UNO\nDO')], comparison: bytes('', 'DO') },
    ],
    isNot: {
      'it answered every line': {
        wire: [connect(), asks('uno\ndos\n'), says('UNO\nDOS\n')],
        comparison: bytes('', 'DOS\n'),
      },
      'it puts no prefix before any': {
        wire: [connect(), asks('uno\ndos\n'), says('uno\ndos\n')],
        comparison: bytes('OK...uno\n', 'uno\n'),
      },
    },
  },
  'chunk-is-message': {
    is: [
      { wire: [connect(), asks('hola '), asks('mundo\n'), says('HOLA ')], comparison: bytes('HOLA MUNDO\n', 'HOLA ') },
      {
        wire: [connect(), asks('uno\nd'), asks('os\n'), says('OK...uno\nOK...d\n')],
        comparison: bytes('OK...dos\n', 'OK...d\n'),
      },
    ],
    isNot: {
      'cut in the middle of a write': {
        wire: [connect(), asks('hola '), asks('mundo\n'), says('HOLA MUN')],
        comparison: bytes('HOLA MUNDO\n', 'HOLA MUN'),
      },
      'the first line of a reply, which came in one write': {
        wire: [connected(), asks('HOLA\n'), asks('MUNDO')],
        comparison: bytes('HOLA\nMUNDO', 'HOLA'),
      },
      'as many bytes as the message has characters': {
        wire: [connected(), asks('ñññ'), asks('ñññ')],
        comparison: bytes('ññññññ', 'ñññ'),
      },
      'the program has crashed': {
        wire: [connect(), asks('hola '), asks('mundo\n'), says('HOLA ')],
        comparison: bytes('HOLA MUNDO\n', 'HOLA '),
        ending: { code: 1, signal: null },
      },
    },
  },
  'forgets-earlier-chunks': {
    is: [
      {
        wire: [connect(), asks('hola '), asks('mundo\n'), says('MUNDO\n')],
        comparison: bytes('HOLA MUNDO\n', 'MUNDO\n'),
      },
    ],
    isNot: {
      'it may as well be the beginning': {
        wire: [connected(), asks('ññ'), asks('ññ')],
        comparison: bytes('ññññ', 'ññ'),
      },
      'it keeps so many bytes': {
        wire: [connect(), asks('hola '), asks('mundo\n'), says('A MUNDO\n')],
        comparison: bytes('HOLA MUNDO\n', 'A MUNDO\n'),
      },
    },
  },
  'reads-only-once': {
    is: [{ wire: [connect(), asks('hel'), says('hel'), asks('lo')], comparison: bytes('lo', '') }],
    isNot: {
      'the second is an empty line': {
        wire: [connect(), asks('hola\n'), says('HOLA\n'), asks('\n')],
        comparison: bytes('\n', ''),
      },
      'the second is a number': {
        wire: [connect(), asks('hola\n'), says('OK...hola\n'), asks('fib 5\n')],
        comparison: bytes('OK...fib(5)=5\n', ''),
      },
      'it has ended': {
        wire: [connect(), asks('hel'), says('hel'), asks('lo'), ends('program')],
        comparison: bytes('lo', ''),
      },
    },
  },
  'write-false-is-failure': {
    is: [{ wire: [connect(), note('the peer stops reading'), asks(random)], comparison: bytes(random, twice) }],
    isNot: {
      'the peer was reading': { wire: [connect(), asks(random)], comparison: bytes(random, twice) },
      'a piece is missing': {
        wire: [connect(), note('the peer stops reading'), asks(random)],
        comparison: bytes(random, Buffer.concat([random.subarray(0, 4_000), random.subarray(6_000)])),
      },
    },
  },
  'drops-the-carriage-return': {
    is: [{ wire: [connect(), asks('hola\r\n'), says('HOLA\n')], comparison: bytes('HOLA\r\n', 'HOLA\n') }],
    isNot: {
      'the LF is gone, too': {
        wire: [connect(), asks('hola\r\n'), says('HOLA')],
        comparison: bytes('HOLA\r\n', 'HOLA'),
      },
    },
  },
  trims: {
    is: [
      { wire: [], comparison: bytes(' \tHOLA  \n', 'HOLA\n') },
      { wire: [], comparison: bytes('OK... \thola  \n', 'OK...hola\n') },
    ],
    isNot: {
      'on one side only': { wire: [], comparison: bytes(' \tHOLA  \n', 'HOLA  \n') },
      'blanks inside are gone, too': { wire: [], comparison: bytes(' HOLA MUNDO \n', 'HOLAMUNDO\n') },
    },
  },
  'names-the-wrong-end': {
    is: [
      {
        wire: [connect()],
        comparison: line('Connection from 127.0.0.1:50001'),
        stdout: 'ready\nConnection from 127.0.0.1:41234\n',
      },
      {
        wire: [connected()],
        comparison: line('Connected from 127.0.0.1:50001'),
        stdout: 'Connected from 127.0.0.1:41234\n',
      },
    ],
    isNot: {
      'a port that nobody has': {
        wire: [connect()],
        comparison: line('Connection from 127.0.0.1:50001'),
        stdout: 'Connection from 127.0.0.1:12000\n',
      },
      'other words': {
        wire: [connect()],
        comparison: line('Connection from 127.0.0.1:50001'),
        stdout: 'Client 127.0.0.1:41234\n',
      },
    },
  },
  'asks-an-unconnected-socket': {
    is: [
      {
        wire: [connected()],
        comparison: line('Connected from 127.0.0.1:50001'),
        stdout: 'Connected from undefined:undefined\n',
      },
    ],
    isNot: {
      'one of the two, which may be misspelt': {
        wire: [connected()],
        comparison: line('Connected from 127.0.0.1:50001'),
        stdout: 'Connected from 127.0.0.1:undefined\n',
      },
    },
  },
  'characters-for-bytes': {
    is: [{ wire: [connect(), asks('ñandú')], comparison: line('sent 7 bytes back'), stdout: 'sent 5 bytes back\n' }],
    isNot: {
      'another number': {
        wire: [connect(), asks('ñandú')],
        comparison: line('sent 7 bytes back'),
        stdout: 'sent 6 bytes back\n',
      },
    },
  },
  'chunks-for-bytes': {
    is: [
      {
        wire: [connect(), asks('ho'), asks('la')],
        comparison: line('sent 4 bytes back'),
        stdout: 'sent 2 bytes back\n',
      },
    ],
    isNot: {
      'another number': {
        wire: [connect(), asks('ho'), asks('la')],
        comparison: line('sent 4 bytes back'),
        stdout: 'sent 3 bytes back\n',
      },
    },
  },
  'one-count-for-all': {
    is: [
      {
        wire: [connect(1), asks('hola', 1), connect(2), asks('mundo', 2)],
        comparison: line('sent 5 bytes back'),
        stdout: 'sent 9 bytes back\n',
      },
    ],
    isNot: {
      'one client alone': {
        wire: [connect(), asks('mundo')],
        comparison: line('sent 5 bytes back'),
        stdout: 'sent 9 bytes back\n',
      },
    },
  },
  'object-as-text': {
    is: [
      {
        wire: [],
        comparison: { kind: 'words', expected: 'an address', received: 'on stdout: "[object Object]\\n"' },
        stdout: '[object Object]\n',
      },
    ],
    isNot: { 'no object': { wire: [], comparison: line('an address'), stdout: 'object\n' } },
  },
};

test.each(Object.keys(MISCONCEPTIONS))('%s is told from what looks nearly the same', (name) => {
  const { is = [], isNot = {} } = CASES[name] ?? {};
  expect([is.length, Object.keys(isNot).length]).not.toContain(0);
  for (const seen of is) {
    const found = misconceptionIn(evidence(seen));
    expect(found?.name).toBe(name);
    const sentence = textOf(found?.said ?? '');
    expect(sentence).toMatch(/^It looks as if .+, because .+\.$/);
    expect(sentence.length).toBeLessThanOrEqual(200);
  }
  for (const [why, seen] of Object.entries(isNot)) {
    expect({ why, name: misconceptionIn(evidence(seen))?.name }).not.toEqual({ why, name });
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
  misconceptionIn(evidence({ wire, comparison: bytes('hola\n', 'x'), stdout: 'x'.repeat(1_000_000) }));
  expect(performance.now() - begin).toBeLessThan(10_000);
});
