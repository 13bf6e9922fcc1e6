import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Status } from '../../check/types.ts';
import { writeRecord } from '../../record/record-file.ts';
import { testFolder } from '../../text/fixtures/test-folder.ts';
import type { Topic } from '../../topic/topic.ts';
import { steps } from '../../wire/steps.ts';
import type { WireEvent } from '../../wire/types.ts';
import { checkNamed, lastFailed } from './choose-check.ts';
import { whereTheyPart } from './render-steps.ts';
import { showBlocks } from './show-blocks.ts';

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

type Known = [title: string, status: Status, at: string][];

function topics(known: Record<string, Known>): Topic[] {
  const course = testFolder();
  return Object.entries(known).map(([id, checks]) => {
    const topic = { id, directory: join(course, 'packages', id), title: '', programs: {} };
    const records = checks.map(([title, status, at]) => {
      const run = { title, program: 'server', points: 1, status, at, seed: 1, source: '', failedInARow: 0 };
      return [`server/${title}`, run] as const;
    });
    writeRecord(topic, { schemaVersion: 2, checks: Object.fromEntries(records) });
    return topic;
  });
}

const chosen = ({ topic, title }: { topic: Topic; title: string }) => `${topic.id}/${title}`;

test('the failed one that ran last, and of one run the first', () => {
  const all = topics({
    one: [
      ['a', 'failed', '2026-01-01'],
      ['b', 'passed', '2026-01-09'],
    ],
    two: [
      ['c', 'todo', '2026-01-05'],
      ['d', 'failed', '2026-01-05'],
      ['e', 'failed', '2026-01-05'],
    ],
  });
  expect(chosen(lastFailed(all))).toBe('two/d');
  expect(chosen(lastFailed(all.slice(0, 1)))).toBe('one/a');
});

test('none has failed', () => {
  expect(() => lastFailed(topics({ one: [['a', 'passed', '']], two: [] }))).toThrow(/^No check has failed /);
  expect(() => lastFailed(topics({ one: [] }))).toThrow(/^No check of one has failed .* pnpm --filter one test$/);
});

test('by its title, where that tells the topic', () => {
  const all = topics({
    one: [
      ['a', 'passed', ''],
      ['b', 'passed', ''],
    ],
    two: [['b', 'failed', '']],
  });
  expect(chosen(checkNamed('a', all))).toBe('one/a');
  expect(chosen(checkNamed('b', all.slice(1)))).toBe('two/b');
  expect(() => checkNamed('b', all)).toThrow('one and two both have a check “b”. Name the topic, too: pnpm replay one');
  expect(() => checkNamed('c', all)).toThrow('No check “c” has run here yet. Name its topic, too');
  expect(checkNamed('c', all.slice(1))).toEqual({ topic: all[1], title: 'c' });
});

const BLOCKS = ['one', 'two', 'three'];

async function typed(...keys: string[]): Promise<{ isWhole: boolean; seen: string[]; prompts: number }> {
  const output = new PassThrough();
  const input = new PassThrough({ objectMode: true }); // a key at a time, as from a terminal
  for (const key of keys) input.write(key);
  input.end();
  const isWhole = await showBlocks(BLOCKS, { input, output });
  output.end();
  const all = await text(output);
  return {
    isWhole,
    seen: BLOCKS.filter((block) => all.includes(`${block}\n`)),
    prompts: all.split('ENTER').length - 1,
  };
}

test.each<[string, string[], Awaited<ReturnType<typeof typed>>]>([
  ['ENTER shows the next one', ['\r', '\r'], { isWhole: true, seen: BLOCKS, prompts: 2 }],
  ['an arrow key, too', ['\x1b[B', ' '], { isWhole: true, seen: BLOCKS, prompts: 2 }],
  ['a shows all the rest', ['a'], { isWhole: true, seen: BLOCKS, prompts: 1 }],
  ['q leaves', ['\r', 'q'], { isWhole: false, seen: ['one', 'two'], prompts: 2 }],
  ['Ctrl-C leaves', ['\x03'], { isWhole: false, seen: ['one'], prompts: 1 }],
  ['so does the end of the input', [], { isWhole: false, seen: ['one'], prompts: 1 }],
])('%s', async (_, keys, outcome) => expect(await typed(...keys)).toEqual(outcome));
