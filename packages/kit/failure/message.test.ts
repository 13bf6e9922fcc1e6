import { expect, test } from 'vitest';
import { mapTexts, messagesOf, say, textOf } from './message.ts';

const mine = messagesOf('a-topic', {
  counts: '{Program} sent {size:byte|bytes} to {program}, of {all:,}.',
  ends: 'it ended: {ending}',
  fails: 'it failed: {error}',
});

test.each([
  ['data as it is', 'a "b" {c}', 'a "b" {c}'],
  ['a message without values', say('no-reply'), 'The program sent no reply.'],
  [
    'programs, numbers and their nouns',
    mine('counts', { Program: 'server', size: 1, program: '01-bind', all: 65_536 }),
    'The server sent 1 byte to the program, of 65,536.',
  ],
  [
    'a message within a message',
    say('sent-and-ended', { amount: say('only-a-part') }),
    'The program sent only a part, and ended its side.',
  ],
  [
    'how a program ended',
    mine('ends', { ending: { ending: { code: 2, signal: null } } }),
    'it ended: exit code 2 (wrong usage)',
  ],
  [
    'a limit of ours',
    mine('ends', {
      ending: { ending: { code: null, signal: 'SIGKILL', stoppedAt: say('memory-limit', { most: 512 }) } },
    }),
    'it ended: stopped: more than 512 MiB of memory',
  ],
  [
    'a code of an error',
    mine('fails', { error: { errno: 'EPIPE' } }),
    'it failed: EPIPE: written to a connection that the other end has closed already: nobody reads it',
  ],
  ['what a value has of braces', say('in-utc', { time: '{time} $& {size}' }), ' ({time} $& {size})'],
  ['a message that nobody knows any more', { id: 'gone/before', values: { port: '80' } }, 'gone/before (port: 80)'],
])('%s', (_what, words, text) => {
  expect(textOf(words)).toBe(text);
});

test('a message is plain JSON', () => {
  const said = say('sent-and-ended', { amount: say('only-a-part') });
  expect(JSON.parse(JSON.stringify(said))).toEqual(said);
});

test('two messages of a topic do not have one id', () => {
  expect(() => messagesOf('a-topic', { ends: 'it has ended: {ending}' })).toThrow(
    'Two messages have the id a-topic/ends.',
  );
});

test('texts are changed in all depths, ids and numbers are not', () => {
  const said = say('early-datagram', { event: say('in-utc', { time: 'id 1' }) });
  expect(textOf(mapTexts(said, (text) => text.toUpperCase()))).toBe(
    'The program sent a datagram too many before  (ID 1).',
  );
});
