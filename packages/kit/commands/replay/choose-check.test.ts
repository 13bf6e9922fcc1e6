import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { Status } from '../../check/types.ts';
import { writeRecord } from '../../record/record-file.ts';
import type { Topic } from '../../topic/topic.ts';
import { checkNamed, lastFailed } from './choose-check.ts';
import { showBlocks } from './show-blocks.ts';

type Known = [title: string, status: Status, at: string][];

function topics(known: Record<string, Known>): Topic[] {
  const course = mkdtempSync(join(tmpdir(), 'socket-lab-'));
  onTestFinished(() => rmSync(course, { recursive: true }));
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
])('%s', async (_, keys, outcome) => {
  expect(await typed(...keys)).toEqual(outcome);
});
