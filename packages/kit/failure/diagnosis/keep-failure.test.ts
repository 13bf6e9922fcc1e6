import { expect, test } from 'vitest';
import type { WireEvent } from '../../wire/types.ts';
import type { Failure } from '../failure.ts';
import { say } from '../message.ts';
import { renderFailure } from '../render-failure.ts';
import { keepFailure } from './keep-failure.ts';

const MIB = 1024 * 1024;
const data = (size: number, byte: string, conversation: number): WireEvent => ({
  kind: 'data',
  from: conversation % 2 ? 'peer' : 'program',
  atMs: 1.234,
  conversation,
  bytes: Buffer.alloc(size, byte),
});
const ENDING = { code: 1, signal: null };

/** As much as a program can do: megabytes each way, in many conversations, and on both of its streams. */
const huge: Failure = {
  summary: say('stream-has', { stream: 'stdout', text: 'x'.repeat(MIB) }),
  comparison: {
    kind: 'bytes',
    expected: Buffer.concat([Buffer.alloc(MIB / 4, 'a'), Buffer.from('left'), Buffer.alloc(MIB / 4, 'a')]),
    received: Buffer.concat([Buffer.alloc(MIB / 4, 'a'), Buffer.from('right'), Buffer.alloc(MIB / 8, 'a')]),
  },
  wire: Array.from({ length: 100 }, (_, index) => data(4_096, 'ñ', index + 1)),
  programs: Array.from({ length: 10 }, () => ({
    command: 'server',
    stdout: `${'a line\n'.repeat(50_000)}${'y'.repeat(MIB)}`,
    stderr: 'Error: boom\n    at one (/lab/src/server.ts:3:9)\n'.repeat(5_000),
    ending: ENDING,
  })),
  hint: 'check',
};

test('is of a bounded size, whatever the program did, and plain JSON', () => {
  const kept = keepFailure(huge);
  const json = JSON.stringify(kept);
  expect(json.length).toBeLessThan(64 * 1024);
  expect(JSON.parse(json)).toEqual(kept);
});

test('shows the same as all that was known', () => {
  const text = renderFailure(JSON.parse(JSON.stringify(keepFailure(huge))));
  expect(text).toContain('They differ at byte 262,145 of 524,292 (393,221 bytes');
  expect(text).toContain('… 87 more events …');
  expect(text).toMatch(/│── 4,096 bytes: "(?:ñ)+/);
  expect(text.split('Program:  ')).toHaveLength(4);
  expect(text).toContain('(what came before is left out)\n          yyy');
  expect(text).toContain('Error: boom\n            at src/server.ts:3');
});

test('a small one has what a small one needs', () => {
  const kept = keepFailure({ summary: say('no-reply'), wire: [], programs: [], hint: 'check' });
  expect(kept).toEqual({
    message: { id: 'no-reply' },
    evidence: { wire: { first: [], omitted: 0, last: [], areSeveral: false }, programs: [] },
    hint: 'check',
  });
});

test('output that is no text is not kept', () => {
  const noise = { command: 'a', stdout: '\ufffd'.repeat(5_000), stderr: '', ending: ENDING };
  const kept = keepFailure({ summary: 'It failed.', wire: [], programs: [noise], hint: '' });
  expect(kept.evidence?.programs[0]?.stdout).toEqual({ end: '', isCut: false, isData: true });
  expect(renderFailure(kept)).toContain('stdout: (bytes that are no text)');
});
