import { expect, test } from 'vitest';
import { steps } from '../../wire/steps.ts';
import type { WireEvent } from '../../wire/types.ts';
import { whereTheyPart } from './render-steps.ts';

type Sent = [from: 'peer' | 'program', text: string, how?: { conversation?: number; datagram?: true }];

function part(
  expected: string,
  received: string,
  sent: Sent[],
  end?: 'fin',
): [number, number | undefined, string] | undefined {
  const events: WireEvent[] = sent.map(([from, text, how = {}], atMs) => ({
    atMs,
    conversation: 1,
    kind: 'data',
    from,
    bytes: Buffer.from(text),
    ...how,
  }));
  if (end) events.push({ atMs: 99, conversation: 1, kind: 'fin', from: 'program' });
  const comparison = { kind: 'bytes', expected: Buffer.from(expected), received: Buffer.from(received) } as const;
  const parting = whereTheyPart(steps(events), comparison);
  return parting && [parting.index, parting.offset, parting.words];
}

test('in the run of pieces that has the byte, counted in that run', () => {
  const sent: Sent[] = [
    ['peer', 'a'],
    ['program', 'one\n'],
    ['peer', 'b'],
    ['program', 'tw'],
    ['program', 'a\n'],
  ];
  expect(part('two\n', 'twa\n', sent)).toEqual([3, 2, 'Here they part: byte 3 is "a", where "o" was expected.']);
});

test('of equal bytes the last ones; of two conversations the one that has them', () => {
  expect(
    part('yes', 'no', [
      ['program', 'no'],
      ['peer', '?'],
      ['program', 'no'],
    ])?.[0],
  ).toBe(2);
  const two: Sent[] = [
    ['program', 'no', { conversation: 2 }],
    ['program', 'yes'],
  ];
  expect(part('yes', 'no', two)?.[0]).toBe(0);
});

test('what came once the check had failed is not what it compared', () => {
  const data = { conversation: 1, kind: 'data', from: 'program', bytes: Buffer.from('no') } as const;
  const note = { conversation: 1, kind: 'note', text: '', probe: 'asked again' } as const;
  const events: WireEvent[] = [data, note, data].map((event, atMs) => ({ ...event, atMs }));
  const comparison = { kind: 'bytes', expected: Buffer.from('yes'), received: Buffer.from('no') } as const;
  expect(whereTheyPart(steps(events), comparison)?.index).toBe(0);
});

test('a datagram stands for itself', () => {
  const sent: Sent[] = [
    ['program', 'HE', { datagram: true }],
    ['program', 'y', { datagram: true }],
  ];
  expect(part('Y', 'y', sent)).toEqual([1, 0, 'Here they part: byte 1 is "y", where "Y" was expected.']);
});

test('too much, and too little', () => {
  expect(part('hi', 'hi!', [['program', 'hi!']])).toEqual([
    0,
    2,
    'Here they part: byte 3 is "!", and nothing more was expected.',
  ]);
  const early = 'Here they part: "lo" was still expected, and this came.';
  expect(
    part(
      'hello',
      'hel',
      [
        ['program', 'hel'],
        ['peer', 'x'],
      ],
      'fin',
    ),
  ).toEqual([2, undefined, early]);
  expect(part('hello', 'hel', [['program', 'hel']])).toBeUndefined(); // silence is no step
});

test('nothing came, or what was compared was not on the wire', () => {
  expect(part('hello', '', [['peer', 'hello']], 'fin')).toBeUndefined();
  expect(part('hello', 'other', [['program', 'hel']])).toBeUndefined();
  expect(whereTheyPart([], { kind: 'words', expected: 'a', received: 'b' })).toBeUndefined();
});
