import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoTopic } from '../judge/demo-topic.ts';
import { judge } from '../judge/judge.ts';
import { updateTranscripts } from './update-transcripts.ts';

test('writes what changed, deletes what has no mutant, and leaves the rest', () => {
  const course = mkdtempSync(join(tmpdir(), 'transcripts-'));
  const folder = join(course, 'packages/demo/mutants/transcripts');
  const { facts, evidence } = demoTopic();
  facts.transcripts.clear();
  expect(updateTranscripts(course, facts, evidence)).toHaveLength(3);
  expect(readdirSync(folder).sort()).toEqual(['client-mute.txt', 'server-lenient.txt', 'server-mute.txt']);
  expect(readFileSync(join(folder, 'client-mute.txt'), 'utf8')).toBe('It is wrong.\nAnd how.\n');
  expect(judge(facts, evidence).flatMap(({ findings }) => findings)).toEqual([]);

  facts.transcripts.set('client-mute', 'It was wrong.\n');
  facts.mutants.splice(0, 1);
  expect(updateTranscripts(course, facts, evidence)).toEqual([
    'packages/demo/mutants/transcripts/client-mute.txt',
    'packages/demo/mutants/transcripts/server-mute.txt',
  ]);
  expect(existsSync(join(folder, 'server-mute.txt'))).toBe(false);
  expect(updateTranscripts(course, facts, evidence)).toEqual([]);
  rmSync(course, { recursive: true });
});
